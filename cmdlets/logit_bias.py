"""A hook of chat and text completion: -LogitBias as it is sent, token ids with numbers from -100 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pscompat.handlers import ConversionError, ErrorRecord, LocalError, NetDict, convert, run_hook, to_string

if TYPE_CHECKING:
    from pscompat.handlers import Call

WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"
COMMAND = "Convert-LogitBiasDictionary"
LIMIT = 100.0


def hook(call: Call, bias: Any, model: str) -> NetDict:
    """The tokens as texts, each with its number; words are taken apart. Raises LocalError for what cannot be sent."""
    tokens: dict[int, float] = {}
    failed: list[ErrorRecord] = []
    for key, value in bias.items():
        number = _number(value)
        if number is None:
            failed.append(_error("The value of LogitBias should be type as [float]"))
            continue
        number = _limited(call, number)
        if isinstance(key, int) and not isinstance(key, bool):
            tokens[int(key)] = number
            continue
        word = to_string(key)
        found = _tokens(call, word, model) if word else []
        if not found:
            failed.append(_error(f'Could not tokenize the word "{word}"'))
        elif len(found) > 1:
            call.warn(
                f'The word "{word}" has been encoded into multiple tokens, which may cause to behave unintentionally.'
            )
        tokens.update(dict.fromkeys(found, number))
    for record in failed[:-1]:
        call.error(record)
    if failed:
        raise LocalError(failed[-1])
    sent = {str(token): number for token, number in tokens.items()}
    return NetDict("System.Collections.Generic.Dictionary`2[System.String,System.Single]", sent)


def _tokens(call: Call, word: str, model: str) -> list[int]:
    # A deployment's name tells nothing of its model.
    known = "gpt-3.5-turbo" if call.client.service == "Azure" else model
    found: list[int] = run_hook(call, "encodings", model=known).encode(word)
    return found


def _number(value: Any) -> float | None:
    try:
        number = convert(to_string(value), "System.Single") if value is not None else None
    except ConversionError:
        return None
    return float(number) if isinstance(number, (int, float)) else None


def _limited(call: Call, number: float) -> float:
    shown = to_string(number)
    if number > LIMIT:
        call.warn(f"The maximum value of LogitBias is 100. The value {shown} is rounded to 100.")
    elif number < -LIMIT:
        call.warn(f"The minimum value of LogitBias is -100. The value {shown} is rounded to -100.")
    return max(-LIMIT, min(LIMIT, number))


def _error(message: str) -> ErrorRecord:
    return ErrorRecord(WRITE_ERROR, message, exception=WRITE_ERROR, command=COMMAND, activity="Write-Error")
