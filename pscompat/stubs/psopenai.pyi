# Written by `pscompat help export '*' --to stubs --module PSOpenAI`.
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, TypedDict, overload

from typing_extensions import Unpack

from pscompat import LoadedModule

class _Common(TypedDict, total=False):
    Verbose: bool
    Debug: bool
    ErrorAction: str
    WarningAction: str
    InformationAction: str
    ProgressAction: str

class _Shared(_Common, total=False):
    TimeoutSec: int
    MaxRetryCount: int
    ApiType: Literal['OpenAI', 'Azure'] | str
    ApiBase: str
    AuthType: Literal['openai', 'azure', 'azure_ad'] | str
    ApiKey: str
    Organization: str
    AdditionalQuery: Mapping[str, Any]
    AdditionalHeaders: Mapping[str, Any]
    AdditionalBody: Any

class PSOpenAI(LoadedModule):
    def Add_ContainerFile(self, ContainerId: str = ..., File: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Adds files to a container.'
    def Add_ConversationItem(self, Message: str = ..., *, ConversationId: str = ..., Role: str = ..., SystemMessage: Sequence[str] | str = ..., DeveloperMessage: Sequence[str] | str = ..., Images: Sequence[str] | str = ..., ImageDetail: Literal['auto', 'low', 'high'] | str = ..., Files: Sequence[str] | str = ..., Include: Sequence[str] | str = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Adds messages to a conversation.'
    @overload
    def Add_OpenAIFile(self, File: str = ..., *, Purpose: str, ExpiresAfterSeconds: int = ..., ExpiresAfterAnchor: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Uploads a file.'
    @overload
    def Add_OpenAIFile(self, Content: bytes | Sequence[int], *, Name: str, Purpose: str, ExpiresAfterSeconds: int = ..., ExpiresAfterAnchor: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Add_RealtimeSessionItem(self, Content: str, *, EventId: str = ..., PreviousItemId: str = ..., ItemId: str = ..., ItemType: Literal['message', 'function_call', 'function_call_output'] | str = ..., Status: Literal['completed', 'in_progress', 'incomplete'] | str = ..., Role: Literal['user', 'assistant', 'system'] | str = ..., ContentType: Literal['input_text', 'input_image', 'input_audio', 'item_reference'] | str = ..., ContentTranscript: str = ..., FunctionCallId: str = ..., FunctionCallName: str = ..., FunctionCallArguments: str = ..., FunctionCallOutput: str = ..., TriggerResponse: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Adds an item to a realtime session.'
    def Add_ThreadMessage(self, Message: str = ..., *, ThreadId: str = ..., Images: Any = ..., ImageDetail: Literal['auto', 'low', 'high'] | str = ..., Role: str = ..., FileIdsForCodeInterpreter: Sequence[str] | str = ..., FileIdsForFileSearch: Sequence[str] | str = ..., MetaData: Mapping[str, Any] = ..., PassThru: bool = ..., WaitForRunComplete: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Adds a message to a thread.'
    def Add_VectorStoreFile(self, VectorStoreId: str = ..., FileId: str = ..., *, ChunkingStrategy: Literal['auto', 'static'] | str = ..., MaxChunkSizeTokens: int = ..., ChunkOverlapTokens: int = ..., Attributes: Mapping[str, Any] = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Adds an uploaded file to a vector store.'
    def Clear_OpenAIContext(self, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Forgets what Set-OpenAIContext has set.'
    def Connect_RealtimeSession(self, *, Model: str = ..., ApiType: Literal['OpenAI', 'Azure'] | str = ..., ApiBase: str = ..., AuthType: Literal['openai', 'azure', 'azure_ad'] | str = ..., ApiKey: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Opens a realtime session.'
    def Connect_RealtimeTranscriptionSession(self, *, ApiType: Literal['OpenAI', 'Azure'] | str = ..., ApiBase: str = ..., AuthType: Literal['openai', 'azure', 'azure_ad'] | str = ..., ApiKey: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Opens a realtime session that writes down what is said.'
    @overload
    def ConvertFrom_Token(self, Token: Sequence[int] | int = ..., Encoding: Literal['cl100k_base', 'o200k_base'] | str = ..., *, AsArray: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Turns token ids back into text.'
    @overload
    def ConvertFrom_Token(self, Token: Sequence[int] | int = ..., Model: str = ..., *, AsArray: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        ...
    @overload
    def ConvertTo_Token(self, Text: str = ..., Encoding: Literal['cl100k_base', 'o200k_base'] | str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Turns text into token ids.'
    @overload
    def ConvertTo_Token(self, Text: str = ..., Model: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        ...
    def Disconnect_RealtimeSession(self, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Closes the realtime session.'
    def Enter_ChatGPT(self, *, Model: str = ..., SystemMessage: str = ..., Temperature: float = ..., TopP: float = ..., StopSequence: Sequence[str] | str = ..., MaxCompletionTokens: int = ..., PresencePenalty: float = ..., FrequencyPenalty: float = ..., TimeoutSec: int = ..., ApiType: Literal['OpenAI', 'Azure'] | str = ..., ApiBase: str = ..., AuthType: Literal['openai', 'azure', 'azure_ad'] | str = ..., MaxRetryCount: int = ..., ApiKey: str = ..., Organization: str = ..., NoHeader: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Opens a dialogue with a chat model in the terminal.'
    @overload
    def Get_Assistant(self, *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one assistant, or lists the assistants.'
    @overload
    def Get_Assistant(self, AssistantId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_Batch(self, *, Limit: int = ..., All: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one batch, or lists the batches.'
    @overload
    def Get_Batch(self, BatchId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_BatchOutput(self, Batch: Any = ..., *, Wait: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets the results of a batch.'
    @overload
    def Get_BatchOutput(self, BatchId: str = ..., *, Wait: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ChatCompletion(self, *, Limit: int = ..., All: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one stored chat completion, or lists the stored ones.'
    @overload
    def Get_ChatCompletion(self, CompletionId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_Container(self, *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one container, or lists the containers.'
    @overload
    def Get_Container(self, ContainerId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ContainerFile(self, ContainerId: str = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one file of a container, or lists its files.'
    @overload
    def Get_ContainerFile(self, ContainerId: str = ..., FileId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ContainerFileContent(self, ContainerId: str = ..., FileId: str = ..., *, OutFile: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets the contents of a file of a container.'
    @overload
    def Get_ContainerFileContent(self, ContainerFile: Any = ..., *, OutFile: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Get_Conversation(self, ConversationId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets a conversation with its items.'
    @overload
    def Get_ConversationItem(self, ConversationId: str = ..., *, Limit: int = ..., All: bool = ..., After: str = ..., Order: Literal['asc', 'desc'] | str = ..., Include: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one item of a conversation, or lists its items.'
    @overload
    def Get_ConversationItem(self, ConversationId: str = ..., ItemId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Get_CosineSimilarity(self, Vector1: Sequence[float] | float, Vector2: Sequence[float] | float, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Tells how close two vectors are.'
    def Get_OpenAIContext(self, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Shows what the other commands use without being told.'
    @overload
    def Get_OpenAIFile(self, *, Purpose: str = ..., Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one uploaded file, or lists the uploaded files.'
    @overload
    def Get_OpenAIFile(self, FileId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Get_OpenAIFileContent(self, FileId: str = ..., *, OutFile: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets the contents of an uploaded file.'
    def Get_OpenAIModels(self, Name: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one model, or lists the models.'
    def Get_Response(self, ResponseId: str = ..., *, Include: Sequence[str] | str = ..., IncludeObfuscation: bool = ..., Stream: bool = ..., StreamOutputType: Literal['text', 'object'] | str = ..., StartingAfter: int = ..., OutputRawResponse: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets a response that is stored at the service.'
    def Get_ResponseInputItem(self, ResponseId: str = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Lists the messages and other items that a response answered.'
    def Get_Thread(self, ThreadId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets a thread with its messages.'
    @overload
    def Get_ThreadMessage(self, ThreadId: str = ..., *, RunId: str = ..., Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one message of a thread, or lists the messages of a thread or a run.'
    @overload
    def Get_ThreadMessage(self, ThreadId: str = ..., MessageId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadMessage(self, Run: Any = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadMessage(self, Step: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadRun(self, ThreadId: str = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one run of a thread, or lists the runs of a thread.'
    @overload
    def Get_ThreadRun(self, ThreadId: str = ..., RunId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadRun(self, Run: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadRunStep(self, Run: Any = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., Include: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one step of a run, or lists the steps of a run.'
    @overload
    def Get_ThreadRunStep(self, Run: Any = ..., StepId: str = ..., *, Include: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadRunStep(self, RunId: str = ..., ThreadId: str = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., Include: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadRunStep(self, RunId: str = ..., ThreadId: str = ..., StepId: str = ..., *, Include: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_ThreadRunStep(self, Step: Any = ..., *, Include: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStore(self, *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one vector store, or lists the vector stores.'
    @overload
    def Get_VectorStore(self, VectorStore: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStore(self, VectorStoreId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStoreFile(self, VectorStoreId: str = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., Filter: Literal['in_progress', 'completed', 'failed', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one file of a vector store, or lists its files.'
    @overload
    def Get_VectorStoreFile(self, VectorStoreId: str = ..., FileId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStoreFile(self, VectorStoreFile: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStoreFileBatch(self, VectorStore: Any = ..., BatchId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets a file batch of a vector store.'
    @overload
    def Get_VectorStoreFileBatch(self, VectorStoreId: str = ..., BatchId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStoreFileBatch(self, Batch: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStoreFileInBatch(self, VectorStore: Any = ..., BatchId: str = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., Filter: Literal['in_progress', 'completed', 'failed', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Lists the files of a file batch.'
    @overload
    def Get_VectorStoreFileInBatch(self, VectorStoreId: str = ..., BatchId: str = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., Filter: Literal['in_progress', 'completed', 'failed', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_VectorStoreFileInBatch(self, Batch: Any = ..., *, Limit: int = ..., All: bool = ..., Order: Literal['asc', 'desc'] | str = ..., Filter: Literal['in_progress', 'completed', 'failed', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Get_Video(self, *, Limit: int = ..., Order: Literal['asc', 'desc'] | str = ..., All: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets one video job, or lists the video jobs.'
    @overload
    def Get_Video(self, VideoId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Get_VideoContent(self, VideoId: str = ..., *, OutFile: str = ..., Variant: str = ..., WaitForCompletion: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets the contents of a video.'
    def New_Assistant(self, *, Name: str = ..., Model: str = ..., Description: str = ..., Instructions: str = ..., ReasoningEffort: str = ..., UseCodeInterpreter: bool = ..., UseFileSearch: bool = ..., Functions: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., FileIdsForCodeInterpreter: Sequence[str] | str = ..., VectorStoresForFileSearch: Sequence[str] | str = ..., FileIdsForFileSearch: Sequence[str] | str = ..., MaxNumberOfFileSearchResults: int = ..., RankerForFileSearch: str = ..., ScoreThresholdForFileSearch: float = ..., Temperature: float = ..., TopP: float = ..., MetaData: Mapping[str, Any] = ..., ResponseFormat: Any = ..., JsonSchema: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Creates an assistant.'
    def New_ChatCompletionFunction(self, Command: str, *, Description: str = ..., IncludeParameters: Sequence[str] | str = ..., ExcludeParameters: Sequence[str] | str = ..., ParameterSetName: str = ..., Strict: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Describes a command as a function that a model can call.'
    def New_Container(self, Name: str, *, ExpiresAfterMinutes: int = ..., ExpiresAfterAnchor: str = ..., FileId: Sequence[str] | str = ..., MemoryLimit: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Creates a container.'
    def New_Conversation(self, *, MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Creates a conversation.'
    def New_Thread(self, *, FileIdsForCodeInterpreter: Sequence[str] | str = ..., VectorStoresForFileSearch: Sequence[str] | str = ..., FileIdsForFileSearch: Sequence[str] | str = ..., MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Creates a thread.'
    def New_VectorStore(self, *, FileId: Any = ..., Name: str = ..., Description: str = ..., ExpiresAfterDays: int = ..., ExpiresAfterAnchor: str = ..., ChunkingStrategy: Literal['auto', 'static'] | str = ..., MaxChunkSizeTokens: int = ..., ChunkOverlapTokens: int = ..., MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Creates a vector store.'
    def New_Video(self, Prompt: str, *, InputReference: str = ..., Model: str = ..., Seconds: str = ..., Size: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Starts to make a video from a description.'
    def New_VideoRemix(self, Prompt: str, VideoId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Starts to make a video anew with changes.'
    @overload
    def Receive_ThreadRun(self, Run: Any = ..., *, Wait: bool = ..., AutoRemoveThread: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Gets the thread, with its messages, that a run has worked on.'
    @overload
    def Receive_ThreadRun(self, RunId: str = ..., ThreadId: str = ..., *, Wait: bool = ..., AutoRemoveThread: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Remove_Assistant(self, AssistantId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes an assistant.'
    def Remove_ChatCompletion(self, CompletionId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a stored chat completion.'
    def Remove_Container(self, ContainerId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a container.'
    @overload
    def Remove_ContainerFile(self, ContainerId: str = ..., FileId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a file of a container.'
    @overload
    def Remove_ContainerFile(self, ContainerFile: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Remove_Conversation(self, ConversationId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a conversation.'
    def Remove_ConversationItem(self, ItemId: str = ..., *, ConversationId: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes an item of a conversation.'
    def Remove_OpenAIFile(self, FileId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes an uploaded file.'
    def Remove_RealtimeSessionItem(self, *, EventId: str = ..., ItemId: str, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Removes an item from a realtime session.'
    def Remove_Response(self, ResponseId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a stored response.'
    def Remove_Thread(self, ThreadId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a thread.'
    def Remove_ThreadMessage(self, MessageId: str = ..., *, ThreadId: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a message of a thread.'
    @overload
    def Remove_VectorStore(self, VectorStore: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a vector store.'
    @overload
    def Remove_VectorStore(self, VectorStoreId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Remove_VectorStoreFile(self, VectorStoreId: str = ..., FileId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Takes a file out of a vector store.'
    @overload
    def Remove_VectorStoreFile(self, VectorStoreFile: Any = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Remove_Video(self, VideoId: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Deletes a video.'
    @overload
    def Request_AudioSpeech(self, Text: str, *, Model: str = ..., Voice: str = ..., Instructions: str = ..., ResponseFormat: str = ..., OutFile: str, Speed: float = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Turns text into speech.'
    @overload
    def Request_AudioSpeech(self, *, Model: str = ..., Voice: str = ..., Instructions: str = ..., ResponseFormat: str = ..., OutFile: str, Speed: float = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Request_AudioTranscription(self, File: str = ..., *, Model: str = ..., Prompt: str = ..., ResponseFormat: Literal['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'] | str = ..., Temperature: float = ..., Include: Sequence[str] | str = ..., KnownSpeakerNames: Sequence[str] | str = ..., KnownSpeakerReferences: Sequence[str] | str = ..., ChunkingStrategy: Literal['auto', 'server_vad'] | str = ..., ChunkingStrategyThreshold: float = ..., ChunkingStrategyPrefixPadding: int = ..., ChunkingStrategySilenceDuration: int = ..., TimestampGranularities: Sequence[Literal['word', 'segment'] | str] | Literal['word', 'segment'] | str = ..., Language: str = ..., Stream: bool = ..., StreamOutputType: Literal['text', 'object'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Writes down what is said in a sound file.'
    def Request_AudioTranslation(self, File: str = ..., *, Model: str = ..., Prompt: str = ..., ResponseFormat: Literal['json', 'text', 'srt', 'verbose_json', 'vtt'] | str = ..., Temperature: float = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Writes down in English what is said in a sound file.'
    def Request_ChatCompletion(self, Message: str = ..., *, Role: str = ..., Name: str = ..., Model: str = ..., SystemMessage: Sequence[str] | str = ..., DeveloperMessage: Sequence[str] | str = ..., Modalities: Sequence[Literal['text', 'audio'] | str] | Literal['text', 'audio'] | str = ..., Voice: str = ..., InputAudio: str = ..., InputAudioFormat: str = ..., AudioOutFile: str = ..., OutputAudioFormat: str = ..., Images: Sequence[str] | str = ..., ImageDetail: Literal['auto', 'low', 'high'] | str = ..., Tools: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., ToolChoice: Any = ..., ParallelToolCalls: bool = ..., InvokeTools: Literal['None', 'Auto', 'Confirm'] | str = ..., WebSearchContextSize: Literal['low', 'medium', 'high'] | str = ..., WebSearchUserLocationCity: str = ..., WebSearchUserLocationCountry: str = ..., WebSearchUserLocationRegion: str = ..., WebSearchUserLocationTimeZone: str = ..., Prediction: str = ..., Temperature: float = ..., TopP: float = ..., NumberOfAnswers: int = ..., Stream: bool = ..., Store: bool = ..., Verbosity: str = ..., ReasoningEffort: str = ..., MetaData: Mapping[str, Any] = ..., StopSequence: Sequence[str] | str = ..., MaxTokens: int = ..., MaxCompletionTokens: int = ..., PresencePenalty: float = ..., FrequencyPenalty: float = ..., LogitBias: Mapping[str, Any] = ..., LogProbs: bool = ..., TopLogProbs: int = ..., ResponseFormat: Any = ..., JsonSchema: str = ..., Seed: int = ..., ServiceTier: str = ..., PromptCacheKey: str = ..., PromptCacheRetention: str = ..., SafetyIdentifier: str = ..., User: str = ..., AsBatch: bool = ..., CustomBatchId: str = ..., History: Any = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Asks a chat model for an answer.'
    def Request_Embeddings(self, Text: Sequence[str] | str = ..., *, Model: str = ..., EncodingFormat: Literal['float', 'base64'] | str = ..., Dimensions: int = ..., User: str = ..., AsBatch: bool = ..., CustomBatchId: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Turns texts into vectors.'
    @overload
    def Request_ImageEdit(self, *, Image: Sequence[str] | str, Mask: str = ..., Prompt: str, Model: str = ..., NumberOfImages: int = ..., Size: str = ..., Quality: Literal['low', 'medium', 'high', 'auto'] | str = ..., Background: Literal['transparent', 'opaque', 'auto'] | str = ..., InputFidelity: Literal['low', 'high'] | str = ..., OutputCompression: int = ..., OutputFormat: Literal['png', 'jpeg', 'webp'] | str = ..., ResponseFormat: Literal['url', 'base64', 'byte', 'object'] | str = ..., OutputRawResponse: bool = ..., Stream: bool = ..., PartialImages: int = ..., User: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Edits pictures by a description.'
    @overload
    def Request_ImageEdit(self, *, Image: Sequence[str] | str, Mask: str = ..., Prompt: str, Model: str = ..., NumberOfImages: int = ..., Size: str = ..., Quality: Literal['low', 'medium', 'high', 'auto'] | str = ..., Background: Literal['transparent', 'opaque', 'auto'] | str = ..., InputFidelity: Literal['low', 'high'] | str = ..., OutputCompression: int = ..., OutputFormat: Literal['png', 'jpeg', 'webp'] | str = ..., OutFile: str, Stream: bool = ..., PartialImages: int = ..., User: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Request_ImageGeneration(self, Prompt: str = ..., *, Model: str = ..., NumberOfImages: int = ..., Size: str = ..., Quality: Literal['low', 'medium', 'high', 'auto'] | str = ..., Style: Literal['vivid', 'natural'] | str = ..., Background: Literal['transparent', 'opaque', 'auto'] | str = ..., Moderation: Literal['low', 'auto'] | str = ..., OutputCompression: int = ..., OutputFormat: Literal['png', 'jpeg', 'webp'] | str = ..., ResponseFormat: Literal['url', 'base64', 'byte', 'object'] | str = ..., OutputRawResponse: bool = ..., Stream: bool = ..., PartialImages: int = ..., User: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Makes pictures from a description.'
    @overload
    def Request_ImageGeneration(self, Prompt: str = ..., *, Model: str = ..., NumberOfImages: int = ..., Size: str = ..., Quality: Literal['low', 'medium', 'high', 'auto'] | str = ..., Style: Literal['vivid', 'natural'] | str = ..., Background: Literal['transparent', 'opaque', 'auto'] | str = ..., Moderation: Literal['low', 'auto'] | str = ..., OutputCompression: int = ..., OutputFormat: Literal['png', 'jpeg', 'webp'] | str = ..., OutFile: str, Stream: bool = ..., PartialImages: int = ..., User: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Request_ImageVariation(self, Image: str = ..., *, NumberOfImages: int = ..., Size: str = ..., ResponseFormat: Literal['url', 'base64', 'byte'] | str = ..., User: str = ..., TimeoutSec: int = ..., ApiBase: str = ..., MaxRetryCount: int = ..., ApiKey: str = ..., Organization: str = ..., AdditionalQuery: Mapping[str, Any] = ..., AdditionalHeaders: Mapping[str, Any] = ..., AdditionalBody: Any = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Makes variations of a picture.'
    @overload
    def Request_ImageVariation(self, Image: str = ..., *, NumberOfImages: int = ..., Size: str = ..., OutFile: str, User: str = ..., TimeoutSec: int = ..., ApiBase: str = ..., MaxRetryCount: int = ..., ApiKey: str = ..., Organization: str = ..., AdditionalQuery: Mapping[str, Any] = ..., AdditionalHeaders: Mapping[str, Any] = ..., AdditionalBody: Any = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        ...
    def Request_Moderation(self, Text: Sequence[str] | str = ..., *, Images: Sequence[str] | str = ..., Model: str = ..., TimeoutSec: int = ..., ApiBase: str = ..., MaxRetryCount: int = ..., ApiKey: str = ..., Organization: str = ..., AdditionalQuery: Mapping[str, Any] = ..., AdditionalHeaders: Mapping[str, Any] = ..., AdditionalBody: Any = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Asks whether texts or pictures are harmful.'
    def Request_RealtimeSessionResponse(self, *, EventId: str = ..., Instructions: str = ..., OutputModalities: Sequence[Literal['text', 'audio'] | str] | Literal['text', 'audio'] | str = ..., Voice: str = ..., OutputAudioFormat: str = ..., Tools: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., ToolChoice: str = ..., Temperature: float = ..., MaxOutputTokens: int = ..., Conversation: str = ..., MetaData: Mapping[str, Any] = ..., InputObject: Any = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Asks the model of a realtime session for an answer.'
    def Request_Response(self, Message: str = ..., *, Role: str = ..., Model: str = ..., SystemMessage: Sequence[str] | str = ..., DeveloperMessage: Sequence[str] | str = ..., Instructions: str = ..., Images: Sequence[str] | str = ..., ImageDetail: Literal['auto', 'low', 'high'] | str = ..., Files: Sequence[str] | str = ..., ToolChoice: str = ..., ParallelToolCalls: bool = ..., MaxToolCalls: int = ..., Functions: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., CustomTools: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., UseFileSearchTool: bool = ..., FileSearchVectorStoreIds: Sequence[str] | str = ..., FileSearchMaxNumberOfResults: int = ..., FileSearchRanker: str = ..., FileSearchScoreThreshold: float = ..., FileSearchHybridSearchEmbeddingWeight: float = ..., FileSearchHybridSearchTextWeight: float = ..., UseWebSearchTool: bool = ..., WebSearchType: str = ..., WebSearchContextSize: Literal['low', 'medium', 'high'] | str = ..., WebSearchAllowedDomains: Sequence[str] | str = ..., WebSearchUserLocationCity: str = ..., WebSearchUserLocationCountry: str = ..., WebSearchUserLocationRegion: str = ..., WebSearchUserLocationTimeZone: str = ..., UseComputerUseTool: bool = ..., ComputerUseType: str = ..., ComputerUseEnvironment: str = ..., ComputerUseDisplayHeight: int = ..., ComputerUseDisplayWidth: int = ..., UseRemoteMCPTool: bool = ..., RemoteMCPServerLabel: str = ..., RemoteMCPServerUrl: str = ..., RemoteMCPServerDescription: str = ..., RemoteMCPAllowedTools: Any = ..., RemoteMCPRequireApproval: Any = ..., RemoteMCPHeaders: Mapping[str, Any] = ..., RemoteMCPAuthorization: str = ..., UseConnectorTool: bool = ..., ConnectorLabel: str = ..., ConnectorId: str = ..., ConnectorRequireApproval: str = ..., ConnectorAuthorization: str = ..., UseCodeInterpreterTool: bool = ..., CodeInterpreterMemoryLimit: Literal['1g', '4g', '16g', '64g'] | str = ..., ContainerId: str = ..., ContainerFileIds: Sequence[str] | str = ..., UseImageGenerationTool: bool = ..., ImageGenerationModel: str = ..., ImageGenerationAction: str = ..., ImageGenerationBackGround: str = ..., ImageGenerationInputImageMask: str = ..., ImageGenerationModeration: str = ..., ImageGenerationOutputCompression: int = ..., ImageGenerationOutputFormat: Literal['png', 'jpeg', 'webp'] | str = ..., ImageGenerationPartialImages: int = ..., ImageGenerationQuality: Literal['low', 'medium', 'high', 'auto'] | str = ..., ImageGenerationSize: Literal['auto', '1024x1024', '1536x1024', '1024x1536'] | str = ..., UseLocalShellTool: bool = ..., UseShellTool: bool = ..., UseApplyPatchTool: bool = ..., Conversation: str = ..., PreviousResponseId: str = ..., PromptId: str = ..., PromptVariables: Mapping[str, Any] = ..., PromptVersion: str = ..., Include: Sequence[str] | str = ..., Truncation: str = ..., Temperature: float = ..., TopLogprobs: int = ..., TopP: float = ..., Store: bool = ..., Background: bool = ..., Stream: bool = ..., StreamOutputType: Literal['text', 'object'] | str = ..., Verbosity: Literal['low', 'medium', 'high'] | str = ..., ReasoningEffort: str = ..., ReasoningSummary: str = ..., MetaData: Mapping[str, Any] = ..., MaxOutputTokens: int = ..., OutputType: Any = ..., JsonSchema: str = ..., JsonSchemaName: str = ..., JsonSchemaDescription: str = ..., JsonSchemaStrict: bool = ..., ServiceTier: str = ..., PromptCacheKey: str = ..., PromptCacheRetention: str = ..., SafetyIdentifier: str = ..., User: str = ..., AsBatch: bool = ..., CustomBatchId: str = ..., OutputRawResponse: bool = ..., History: Any = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Asks a model for a response.'
    def Request_ResponseCompaction(self, Message: str = ..., *, Role: str = ..., Model: str = ..., SystemMessage: Sequence[str] | str = ..., DeveloperMessage: Sequence[str] | str = ..., Instructions: str = ..., Images: Sequence[str] | str = ..., ImageDetail: Literal['auto', 'low', 'high'] | str = ..., Files: Sequence[str] | str = ..., PreviousResponseId: str = ..., OutputRawResponse: bool = ..., History: Any = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Makes a long dialogue short.'
    def Request_TextCompletion(self, Prompt: Sequence[str] | str = ..., *, Suffix: str = ..., Model: str = ..., Temperature: float = ..., TopP: float = ..., NumberOfAnswers: int = ..., StopSequence: Sequence[str] | str = ..., Stream: bool = ..., MaxTokens: int = ..., PresencePenalty: float = ..., FrequencyPenalty: float = ..., LogitBias: Mapping[str, Any] = ..., User: str = ..., Echo: bool = ..., BestOf: int = ..., AsBatch: bool = ..., CustomBatchId: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Has a model continue a text.'
    def Send_RealtimeSessionEvent(self, Message: str = ..., *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Sends an event to a realtime session.'
    def Set_Assistant(self, AssistantId: str = ..., *, Name: str = ..., Model: str = ..., Description: str = ..., Instructions: str = ..., ReasoningEffort: str = ..., UseCodeInterpreter: bool = ..., UseFileSearch: bool = ..., Functions: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., FileIdsForCodeInterpreter: Sequence[str] | str = ..., VectorStoresForFileSearch: Sequence[str] | str = ..., FileIdsForFileSearch: Sequence[str] | str = ..., MaxNumberOfFileSearchResults: int = ..., RankerForFileSearch: str = ..., ScoreThresholdForFileSearch: float = ..., Temperature: float = ..., TopP: float = ..., MetaData: Mapping[str, Any] = ..., ResponseFormat: Any = ..., JsonSchema: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Changes an assistant.'
    def Set_ChatCompletion(self, CompletionId: str = ..., *, MetaData: Mapping[str, Any], input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Changes the metadata of a stored chat completion.'
    def Set_Conversation(self, ConversationId: str = ..., *, MetaData: Mapping[str, Any], input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Changes the metadata of a conversation.'
    def Set_OpenAIContext(self, *, ApiKey: str = ..., ApiType: Literal['OpenAI', 'Azure'] | str = ..., ApiBase: str = ..., ApiVersion: str = ..., AuthType: Literal['openai', 'azure', 'azure_ad'] | str = ..., Organization: str = ..., TimeoutSec: int = ..., MaxRetryCount: int = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Sets what the other commands use without being told.'
    def Set_RealtimeSessionConfiguration(self, *, EventId: str = ..., Instructions: str = ..., PromptId: str = ..., PromptVariables: Mapping[str, Any] = ..., PromptVersion: str = ..., OutputModalities: Sequence[Literal['text', 'audio'] | str] | Literal['text', 'audio'] | str = ..., Voice: str = ..., Speed: float = ..., InputAudioFormat: str = ..., OutputAudioFormat: str = ..., InputAudioNoiseReductionType: str = ..., EnableInputAudioTranscription: bool = ..., InputAudioTranscriptionModel: str = ..., InputAudioTranscriptionLanguage: str = ..., InputAudioTranscriptionPrompt: str = ..., EnableTurnDetection: bool = ..., TurnDetectionType: str = ..., TurnDetectionEagerness: str = ..., TurnDetectionThreshold: float = ..., TurnDetectionPrefixPadding: int = ..., TurnDetectionSilenceDuration: int = ..., TurnDetectionIdleTimeout: int = ..., CreateResponseOnTurnEnd: bool = ..., InterruptResponse: bool = ..., Tools: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., ToolChoice: str = ..., ParallelToolCalls: bool = ..., Temperature: float = ..., MaxOutputTokens: int = ..., ReasoningEffort: str = ..., Tracing: str = ..., TracingGroupId: str = ..., TracingMetadata: Mapping[str, Any] = ..., TracingWorkflowName: str = ..., Truncation: str = ..., TruncationRetentionRatio: float = ..., TruncationTokenLimitsPostInstructions: int = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Changes the settings of a realtime session.'
    def Set_RealtimeTranscriptionSessionConfiguration(self, *, EventId: str = ..., InputAudioFormat: str = ..., InputAudioNoiseReductionType: str = ..., EnableInputAudioTranscription: bool = ..., InputAudioTranscriptionModel: str = ..., InputAudioTranscriptionDelay: str = ..., InputAudioTranscriptionLanguage: str = ..., InputAudioTranscriptionPrompt: str = ..., EnableTurnDetection: bool = ..., TurnDetectionType: str = ..., TurnDetectionEagerness: str = ..., TurnDetectionThreshold: float = ..., TurnDetectionPrefixPadding: int = ..., TurnDetectionSilenceDuration: int = ..., CreateResponseOnTurnEnd: bool = ..., InterruptResponse: bool = ..., Include: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Changes the settings of a realtime session that writes down what is said.'
    def Set_Thread(self, ThreadId: str = ..., *, FileIdsForCodeInterpreter: Sequence[str] | str = ..., VectorStoresForFileSearch: Sequence[str] | str = ..., FileIdsForFileSearch: Sequence[str] | str = ..., MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Changes a thread.'
    @overload
    def Set_VectorStore(self, VectorStore: Any = ..., *, Name: str = ..., ExpiresAfterDays: int = ..., ExpiresAfterAnchor: str = ..., MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Changes a vector store.'
    @overload
    def Set_VectorStore(self, VectorStoreId: str = ..., *, Name: str = ..., ExpiresAfterDays: int = ..., ExpiresAfterAnchor: str = ..., MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Start_Batch(self, FileId: str = ..., *, Endpoint: str = ..., CompletionWindow: str = ..., OutputExpiresAfterSeconds: int = ..., OutputExpiresAfterAnchor: str = ..., MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Starts a batch of requests.'
    @overload
    def Start_Batch(self, BatchInput: Any = ..., *, Endpoint: str = ..., CompletionWindow: str = ..., OutputExpiresAfterSeconds: int = ..., OutputExpiresAfterAnchor: str = ..., MetaData: Mapping[str, Any] = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Start_RealtimeSessionAudioInput(self, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Sends the sound of the microphone to a realtime session.'
    def Start_RealtimeSessionAudioOutput(self, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Plays the spoken answers of a realtime session.'
    @overload
    def Start_ThreadRun(self, AssistantId: str = ..., *, Model: str = ..., Instructions: str = ..., ReasoningEffort: str = ..., AdditionalMessages: Any = ..., Message: str, Images: Any = ..., ImageDetail: Literal['auto', 'low', 'high'] | str = ..., Role: str = ..., FileIdsForCodeInterpreter: Sequence[str] | str = ..., VectorStoresForFileSearch: Sequence[str] | str = ..., MaxPromptTokens: int = ..., MaxCompletionTokens: int = ..., TruncationStrategyType: Literal['auto', 'last_messages'] | str = ..., TruncationStrategyLastMessages: int = ..., ToolChoice: str = ..., ToolChoiceFunctionName: str = ..., UseCodeInterpreter: bool = ..., UseFileSearch: bool = ..., Functions: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., ParallelToolCalls: bool = ..., MetaData: Mapping[str, Any] = ..., Temperature: float = ..., TopP: float = ..., Stream: bool = ..., ResponseFormat: Any = ..., JsonSchema: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Starts a run of an assistant on a thread.'
    @overload
    def Start_ThreadRun(self, ThreadId: str = ..., AssistantId: str = ..., *, Model: str = ..., Instructions: str = ..., ReasoningEffort: str = ..., AdditionalInstructions: str = ..., AdditionalMessages: Any = ..., Include: Sequence[str] | str = ..., MaxPromptTokens: int = ..., MaxCompletionTokens: int = ..., TruncationStrategyType: Literal['auto', 'last_messages'] | str = ..., TruncationStrategyLastMessages: int = ..., ToolChoice: str = ..., ToolChoiceFunctionName: str = ..., UseCodeInterpreter: bool = ..., UseFileSearch: bool = ..., Functions: Sequence[Mapping[str, Any]] | Mapping[str, Any] = ..., ParallelToolCalls: bool = ..., MetaData: Mapping[str, Any] = ..., Temperature: float = ..., TopP: float = ..., Stream: bool = ..., ResponseFormat: Any = ..., JsonSchema: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Start_VectorStoreFileBatch(self, VectorStoreId: str = ..., Files: Any = ..., *, Attributes: Mapping[str, Any] = ..., ChunkingStrategy: Literal['auto', 'static'] | str = ..., MaxChunkSizeTokens: int = ..., ChunkOverlapTokens: int = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Starts to add several files to a vector store.'
    @overload
    def Start_VectorStoreFileBatch(self, VectorStore: Any = ..., Files: Any = ..., *, Attributes: Mapping[str, Any] = ..., ChunkingStrategy: Literal['auto', 'static'] | str = ..., MaxChunkSizeTokens: int = ..., ChunkOverlapTokens: int = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Stop_Batch(self, Batch: Any = ..., *, Force: bool = ..., Wait: bool = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Cancels a batch.'
    @overload
    def Stop_Batch(self, BatchId: str = ..., *, Force: bool = ..., Wait: bool = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Stop_RealtimeSessionAudioInput(self, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Stops sending the sound of the microphone.'
    def Stop_RealtimeSessionAudioOutput(self, *, input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Stops playing the spoken answers.'
    def Stop_RealtimeSessionResponse(self, *, EventId: str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Common]) -> list[Any]:
        'Stops the answer of a realtime session.'
    @overload
    def Stop_ThreadRun(self, Run: Any = ..., *, Force: bool = ..., Wait: bool = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Cancels a run.'
    @overload
    def Stop_ThreadRun(self, RunId: str = ..., ThreadId: str = ..., *, Force: bool = ..., Wait: bool = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Stop_VectorStoreFileBatch(self, VectorStore: Any = ..., BatchId: str = ..., *, Wait: bool = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Cancels a file batch of a vector store.'
    @overload
    def Stop_VectorStoreFileBatch(self, VectorStoreId: str = ..., BatchId: str = ..., *, Wait: bool = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Stop_VectorStoreFileBatch(self, Batch: Any = ..., *, Wait: bool = ..., PassThru: bool = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Submit_ToolOutput(self, Run: Any = ..., *, ToolOutput: Sequence[Mapping[str, Any]] | Mapping[str, Any], Stream: bool = ..., Format: Literal['default', 'raw_response'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Hands the results of function calls to a run that waits for them.'
    @overload
    def Submit_ToolOutput(self, RunId: str = ..., ThreadId: str = ..., *, ToolOutput: Sequence[Mapping[str, Any]] | Mapping[str, Any], Stream: bool = ..., Format: Literal['default', 'raw_response'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Wait_Batch(self, BatchId: str = ..., *, PollIntervalSec: float = ..., StatusForWait: Sequence[Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled'] | str] | Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled'] | str = ..., StatusForExit: Sequence[Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled'] | str] | Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Waits for the end of a batch.'
    @overload
    def Wait_ThreadRun(self, Run: Any = ..., *, PollIntervalSec: float = ..., StatusForWait: Sequence[Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete'] | str] | Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete'] | str = ..., StatusForExit: Sequence[Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed'] | str] | Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Waits for the end of a run.'
    @overload
    def Wait_ThreadRun(self, RunId: str = ..., ThreadId: str = ..., *, PollIntervalSec: float = ..., StatusForWait: Sequence[Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete'] | str] | Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete'] | str = ..., StatusForExit: Sequence[Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed'] | str] | Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Wait_VectorStoreFileBatch(self, VectorStore: Any = ..., BatchId: str = ..., *, PollIntervalSec: float = ..., StatusForWait: Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str] | Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str = ..., StatusForExit: Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str] | Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Waits for the end of a file batch.'
    @overload
    def Wait_VectorStoreFileBatch(self, VectorStoreId: str = ..., BatchId: str = ..., *, PollIntervalSec: float = ..., StatusForWait: Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str] | Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str = ..., StatusForExit: Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str] | Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    @overload
    def Wait_VectorStoreFileBatch(self, Batch: Any = ..., *, PollIntervalSec: float = ..., StatusForWait: Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str] | Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str = ..., StatusForExit: Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str] | Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        ...
    def Wait_Video(self, VideohId: str = ..., *, PollIntervalSec: float = ..., StatusForWait: Sequence[str] | str = ..., StatusForExit: Sequence[str] | str = ..., input: Iterable[Any] | None = ..., **common: Unpack[_Shared]) -> list[Any]:
        'Waits for the end of a video job.'
