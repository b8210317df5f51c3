"""The sandbox as OpenAI's own client for Node.js sees it: whole answers, and streams of all four kinds."""

from __future__ import annotations

import json
from pathlib import Path

from ...node import modules_with, start
from .conftest import openai

SCRIPT = """
import OpenAI from "openai";
const [baseURL, apiKey] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const found = {};
const messages = [{ role: "user", content: "one two" }];

found.whole = (await client.chat.completions.create({ model: "m", messages })).choices[0].message.content;

found.chat = [];
const chat = await client.chat.completions.create({
  model: "m", messages, stream: true, stream_options: { include_usage: true },
});
for await (const chunk of chat) {
  const [choice] = chunk.choices;
  found.chat.push(choice ? choice.delta.content ?? choice.finish_reason : chunk.usage);
}

found.text = "";
for await (const chunk of await client.completions.create({ model: "m", prompt: "one two", stream: true })) {
  found.text += chunk.choices[0].text;
}

const following = client.responses.stream({ model: "m", input: "one two" });
found.numbers = [];
found.types = [];
following.on("event", (event) => { found.numbers.push(event.sequence_number); found.types.push(event.type); });
const response = await following.finalResponse();
found.response = response.output_text;

found.rest = [];
for await (const event of await client.responses.retrieve(response.id, { stream: true, starting_after: 5 })) {
  found.rest.push(event.sequence_number);
}

const run = client.beta.threads.createAndRunStream({ assistant_id: "asst_abc123", thread: { messages } });
found.run = "";
run.on("textDelta", (delta) => { found.run += delta.value; });
found.status = (await run.finalRun()).status;
found.message = (await run.finalMessages())[0].content[0].text.value;

const tools = [{ type: "function", function: { name: "look_up" } }];
const asking = client.beta.threads.createAndRunStream({ assistant_id: "asst_abc123", thread: { messages }, tools });
const waiting = await asking.finalRun();
const outputs = waiting.required_action.submit_tool_outputs.tool_calls.map((call) => (
  { tool_call_id: call.id, output: "5" }
));
const going = client.beta.threads.runs.submitToolOutputsStream(waiting.id, {
  thread_id: waiting.thread_id, tool_outputs: outputs,
});
found.gone = [waiting.status, (await going.finalRun()).status];

console.log(JSON.stringify(found));
"""


def test_openai_node_reads_whole_answers_and_streams(tmp_path: Path) -> None:
    modules = modules_with("openai")
    with openai() as sandbox:
        child = start(SCRIPT, modules, sandbox.base_url, sandbox.key, folder=tmp_path)
        out, err = child.communicate(timeout=60)
    assert child.returncode == 0, err
    found = json.loads(out)
    said = "You said: one two"
    assert [found[name] for name in ("whole", "text", "response", "run", "message")] == [said] * 5
    assert found["chat"][:-1] == ["", "You", " said:", " one", " two", "stop"]
    assert found["chat"][-1]["total_tokens"] == 6
    assert found["numbers"] == list(range(len(found["types"])))
    assert (found["types"][0], found["types"][-1]) == ("response.created", "response.completed")
    assert found["rest"] == list(range(6, len(found["types"])))
    assert found["status"] == "completed"
    assert found["gone"] == ["requires_action", "completed"]
