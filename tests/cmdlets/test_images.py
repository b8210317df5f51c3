"""Pictures: what is sent of prompts, files and masks, and where what comes back goes."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ..cli import processes
from ..http.loopback import Answer, Loopback, Received, respond
from .face import KEY, ROOT, Face, azure, parts
from .test_streams import streamed

GENERATE = "Request-ImageGeneration Cat"
EDIT = "Request-ImageEdit -Image a.png -Prompt Cat"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.png", "b.png", "mask.png"):
        Path(name).write_bytes(PNG + name.encode())


def data(*contents: bytes, **more: Any) -> bytes:
    items = [{"b64_json": base64.b64encode(each).decode()} for each in contents]
    return respond({"created": 1699075072, "data": items, **more})


def event(kind: str, content: bytes, index: Any = None, form: str = "image_generation") -> dict[str, Any]:
    made = {"type": f"{form}.{kind}", "b64_json": base64.b64encode(content).decode(), "created_at": 1}
    return made if index is None else {**made, "partial_image_index": index}


def files() -> dict[str, bytes]:
    """What was written into the folder."""
    kept = {"a.png", "b.png", "mask.png"}
    found = [path for path in Path().rglob("*") if path.is_file() and str(path) not in kept]
    return {str(path): path.read_bytes() for path in found}


def follow(line: str, *answers: Answer) -> tuple[list[Any], Face]:
    with Loopback(*answers) as server:
        face = Face(server)
        return face.line(line), face


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ("", {"model": "gpt-image-2"}),
        ("-Model dall-e-3", {"model": "dall-e-3", "response_format": "url"}),
        ("-Model dall-e-2 -ResponseFormat BYTE", {"model": "dall-e-2", "response_format": "b64_json"}),
        ("-Model dall-e-2 -ResponseFormat object", {"model": "dall-e-2"}),
        ("-Model x -OutFile c.png", {"model": "x", "response_format": "b64_json"}),
        ("-Model Chat-GPT-Image-1 -ResponseFormat base64", {"model": "Chat-GPT-Image-1"}),
        ("-OutFile c.JPG", {"model": "gpt-image-2", "output_format": "jpeg"}),
        ("-OutFile c.webp", {"model": "gpt-image-2", "output_format": "webp"}),
        ("-OutFile c.bin", {"model": "gpt-image-2", "output_format": "png"}),
        ("-OutFile c.webp -OutputFormat PNG", {"model": "gpt-image-2", "output_format": "png"}),
        (
            "-n 2 -Size 512x512 -Quality High -Style Vivid -Background Opaque -Moderation Low -output_compression 7",
            {
                "model": "gpt-image-2",
                "n": 2,
                "size": "512x512",
                "quality": "high",
                "style": "vivid",
                "background": "opaque",
                "moderation": "low",
                "output_compression": 7,
            },
        ),
    ],
)
def test_what_a_generation_sends(options: str, sent: dict[str, Any]) -> None:
    _, face = follow(f"{GENERATE} {options}", data(b"1"))
    assert face.bodies == [{"prompt": "Cat", **sent}]
    assert face.targets == ["POST /images/generations"]


def test_the_forms_of_pictures() -> None:
    (whole,), _ = follow(GENERATE, data(b"1", b"2", usage={}))
    assert (whole.type_names[0], list(whole)) == ("PSOpenAI.Image", ["data", "usage", "created"])
    texts, _ = follow(f"{GENERATE} -ResponseFormat base64", data(b"1", b"2"))
    assert texts == ["MQ==", "Mg=="]
    arrays, _ = follow(f"{GENERATE} -ResponseFormat byte -Model x", data(b"1", b"23"))
    assert [(each.type_name, bytes(each)) for each in arrays] == [("System.Byte[]", b"1"), ("System.Byte[]", b"23")]
    addresses, _ = follow(f"{GENERATE} -Model x", respond({"data": [{"url": "u1"}, {"url": "u2"}]}))
    assert addresses == ["u1", "u2"]
    raw, _ = follow(f"{GENERATE} -OutputRawResponse", respond(b'{"data": 7 }', content_type="application/json"))
    assert raw == ['{"data": 7 }']


def test_a_form_that_a_model_has_not_is_told_once() -> None:
    records, face = follow("'a', 'b' | Request-ImageGeneration -ResponseFormat url", data(b"1"))
    assert [record.type_names[0] for record in records] == ["PSOpenAI.Image"] * 2
    assert face.streams.warnings == ["Your specified model does not support response_format=url. Defaulting to object."]


def test_pictures_in_files() -> None:
    records, face = follow(f"{GENERATE} -OutFile new/cat.v1.png", data(b"1", b"2", b"3"))
    assert (records, face.errors) == ([], [])
    assert files() == {"new/cat.v1.png": b"1", "new/cat.v1-1.png": b"2", "new/cat.v1-2.png": b"3"}


@pytest.mark.parametrize(
    ("name", "second"),
    [("cat", "cat-1"), (".png", "-1.png"), ("a.b/cat", "a.b/cat-1"), ("new\nline.png", "new\nline-1.png")],
)
def test_where_the_number_of_a_picture_stands(name: str, second: str) -> None:
    with Loopback(data(b"1", b"2")) as server:
        list(Face(server).commands.stream("Request-ImageGeneration", {"Prompt": "x", "OutFile": name}))
    assert files() == {name: b"1", second: b"2"}


@pytest.mark.parametrize(
    ("line", "form"), [(GENERATE, "image_generation"), (EDIT, "image_edit")], ids=["generation", "edit"]
)
def test_unfinished_pictures_come_first(line: str, form: str) -> None:
    answer = streamed(
        event("partial_image", b"0", 0, form),
        {"type": f"{form}.partial_image", "b64_json": ""},
        {"type": "else", "b64_json": "eA=="},
        event("partial_image", b"1", 1, form),
        event("completed", b"2", form=form),
    )
    records, face = follow(f"{line} -PartialImages 2 -OutFile cat.png", answer)
    assert (records, face.errors) == ([], [])
    assert files() == {"cat-0.png": b"0", "cat-1.png": b"1", "cat.png": b"2"}
    texts, _ = follow(f"{line} -Stream -ResponseFormat base64", answer)
    assert texts == ["MA==", "MQ==", "Mg=="]
    arrays, _ = follow(f"{line} -Stream -ResponseFormat byte", answer)
    assert [bytes(each) for each in arrays] == [b"0", b"1", b"2"]
    objects, _ = follow(f"{line} -PartialImages 1", answer)
    assert [each.type_names[0] for each in objects] == ["PSOpenAI.Image"] * 3
    assert list(objects[0])[-1] == "created_at"
    lines, _ = follow(f"{line} -Stream -OutputRawResponse", answer)
    assert [json.loads(each)["type"] for each in lines][:2] == [f"{form}.partial_image"] * 2


def test_a_stream_is_asked_for() -> None:
    _, face = follow(f"{GENERATE} -PartialImages 3", streamed(event("completed", b"x")))
    assert face.bodies == [{"prompt": "Cat", "model": "gpt-image-2", "partial_images": 3, "stream": True}]


@pytest.mark.parametrize("index", ["/../../x", "../x", "0/x", None, 1.5, True, [0]])
def test_no_answer_names_a_path(index: Any) -> None:
    hostile = {**event("partial_image", b"evil", 0), "partial_image_index": index}
    follow(f"{GENERATE} -PartialImages 1 -OutFile cat.png", streamed(hostile, event("completed", b"2")))
    assert files() == {"cat.png": b"2"}


def test_a_stream_that_breaks_leaves_what_came() -> None:
    _, face = follow(f"{GENERATE} -PartialImages 1 -OutFile cat.png", streamed(event("partial_image", b"0", 0)))
    assert files() == {"cat-0.png": b"0"}
    assert face.errors == ["The response ended prematurely."]


@pytest.mark.parametrize("form", ["-OutFile cat.png", "-ResponseFormat base64", "-ResponseFormat byte"])
def test_an_answer_without_a_picture_is_an_error(form: str) -> None:
    records, face = follow(f"{GENERATE} -Model x {form}", respond({"data": [{"url": "u"}]}))
    assert (records, face.errors, files()) == ([], ["The service sent no picture."], {})


@pytest.mark.parametrize("line", [GENERATE, EDIT])
def test_an_error_in_a_good_answer(line: str) -> None:
    records, face = follow(line, respond({"error": {"code": "c", "message": "No"}}))
    assert (records, face.errors) == ([], ["API returned error: (c) No"])
    assert face.ids == [f"Microsoft.PowerShell.Commands.WriteErrorException,{line.split()[0]}"]


def test_what_is_no_base64() -> None:
    records, face = follow(f"{GENERATE} -OutFile cat.png", respond({"data": [{"b64_json": "!!"}]}))
    assert (records, files()) == ([], {})
    assert face.errors[0].startswith("The input is not a valid Base-64 string")
    assert face.ids == ["System.FormatException,Request-ImageGeneration"]


# Files


def test_a_file_is_replaced_whole_or_not_at_all() -> None:
    Path("cat.png").write_bytes(b"old")
    Path("cat.png").chmod(0o600)
    follow(f"{GENERATE} -OutFile cat.png", data(b"new"))
    assert (Path("cat.png").read_bytes(), Path("cat.png").stat().st_mode & 0o777) == (b"new", 0o600)
    os.link("cat.png", "other.png")
    follow(f"{GENERATE} -OutFile cat.png", data(b"newer"))
    assert Path("other.png").read_bytes() == b"new"
    assert sorted(files()) == ["cat.png", "other.png"]


def test_a_file_that_cannot_be_written() -> None:
    Path("folder").mkdir()
    _, face = follow(f"{GENERATE} -OutFile folder", data(b"1"))
    assert face.errors == ["Cannot write 'folder': it is a folder."]
    assert face.ids == ["System.IO.IOException,Request-ImageGeneration"]


def test_what_if_writes_no_file() -> None:
    with Loopback(data(b"1")) as server:
        face = Face(server)
        face.line(f"$WhatIfPreference = $true; {GENERATE} -OutFile cat.png")
        assert face.sent == []
    assert files() == {}


# Edits


def test_the_form_of_an_edit() -> None:
    _, face = follow(f"{EDIT} -Mask mask.png -n 2 -InputFidelity High -OutFile c.webp", data(b"1"))
    (sent,) = face.sent
    form = parts(sent)
    assert {name: value for name, (file, value) in form.items() if file is None} == {
        "prompt": b"Cat",
        "n": b"2",
        "input_fidelity": b"high",
        "output_format": b"webp",
    }
    assert {name: file for name, (file, _) in form.items() if file} == {"image": "a.png", "mask": "mask.png"}
    assert form["mask"][1] == PNG + b"mask.png"


def test_several_pictures_are_a_list() -> None:
    _, face = follow("Request-ImageEdit -Image a.png, b.png -Prompt Cat -Model gpt-image-1", data(b"1"))
    body = face.sent[0].body
    assert body.count(b'name="image[]"') == 2
    assert b'name="image"' not in body
    assert parts(face.sent[0])["model"] == (None, b"gpt-image-1")


def test_an_edit_on_azure() -> None:
    with Loopback(data(b"1")) as server:
        face = Face(server)
        face.line(f"{EDIT} -Model edits -Mask mask.png {azure(server)}")
        face.line(f"Request-ImageEdit -Image a.png, b.png -Prompt Cat -Model edits {azure(server)}")
        one, several = face.sent
    assert one.target.startswith("/openai/deployments/edits/images/edits?api-version=")
    assert "api-key" in one.headers and "authorization" not in one.headers
    url = "data:image/png;base64," + base64.b64encode(PNG + b"a.png").decode()
    assert json.loads(one.body)["image"] == url
    assert json.loads(one.body)["mask"].startswith("data:image/png;base64,")
    assert json.loads(several.body)["image"][0] == url
    assert "model" not in json.loads(one.body)


@pytest.mark.parametrize("options", ["-Image none.png", "-Image a.png, none.png", "-Image a.png -Mask none.png"])
@pytest.mark.parametrize("service", ["OpenAI", "Azure"])
def test_a_file_that_is_not_there(options: str, service: str) -> None:
    with Loopback(data(b"1")) as server:
        face = Face(server)
        more = f"-Model m {azure(server)}" if service == "Azure" else ""
        face.line(f"Request-ImageEdit {options} -Prompt x {more}")
        assert face.sent == []
    assert face.errors == [f"Cannot find path '{Path.cwd() / 'none.png'}' because it does not exist."]
    assert face.ids == ["System.Management.Automation.ItemNotFoundException,Resolve-FileInfo"]


# Variations


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ("", {"n": b"1", "size": b"1024x1024", "response_format": b"url"}),
        ("-Size 256 -n 3", {"n": b"3", "size": b"256x256", "response_format": b"url"}),
        ("-Format base64 -User u", {"n": b"1", "size": b"1024x1024", "response_format": b"b64_json", "user": b"u"}),
    ],
)
def test_the_form_of_a_variation(options: str, sent: dict[str, bytes]) -> None:
    _, face = follow(f"Request-ImageVariation a.png {options}", data(b"1"))
    form = {name: value for name, (file, value) in parts(face.sent[0]).items() if file is None}
    assert form == sent


def varied(answer: bytes) -> Face:
    """A variation whose picture lies behind an address of the same server."""

    def send(request: Received, connection: Any) -> bool:
        if request.method == "POST":
            url = f"http://{request.headers['host']}/picture?token=a%2Fb"
            connection.sendall(respond({"data": [{"url": url}, {"url": "other"}]}))
        else:
            connection.sendall(answer)
        return request.method == "POST"

    with Loopback(send) as server:
        face = Face(server)
        face.line("Request-ImageVariation a.png -OutFile v.png -AdditionalHeaders @{'X-More'='1'}")
        return face


def test_a_variation_is_fetched_without_the_key() -> None:
    face = varied(respond(PNG, content_type="image/png"))
    assert files() == {"v.png": PNG}
    _, fetched = face.sent
    assert (fetched.method, fetched.target) == ("GET", "/picture?token=a%2Fb")
    assert not {"authorization", "x-more", "openai-organization", "api-key"} & set(fetched.headers)
    assert KEY not in str(fetched.headers)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (respond("", 404, "Not Found"), "Response status code does not indicate success: 404 (Not Found)."),
        (respond("short", content_length="9"), "The response ended prematurely."),
    ],
)
def test_a_picture_that_cannot_be_fetched(answer: bytes, message: str) -> None:
    face = varied(answer)
    assert (face.errors, files()) == ([message], {})
    assert face.ids == ["WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y", "/etc/passwd", "data:nothing", "http://", ""])
def test_an_address_that_is_none(url: str) -> None:
    _, face = follow("Request-ImageVariation a.png -OutFile v.png", respond({"data": [{"url": url}]}))
    assert (len(face.sent), files(), len(face.errors)) == (1, {}, 1)


def test_a_picture_in_its_address() -> None:
    follow("Request-ImageVariation a.png -OutFile v.png", respond({"data": [{"url": "data:image/png;base64,eHl6"}]}))
    assert files() == {"v.png": b"xyz"}


@pytest.mark.parametrize("answer", [respond(""), respond({}), respond({"data": []})])
def test_no_variation_is_an_error(answer: bytes) -> None:
    records, face = follow("Request-ImageVariation a.png", answer)
    assert (records, len(face.errors)) == ([], 1)


def test_bytes_are_of_one_variation() -> None:
    _, face = follow("Request-ImageVariation a.png -ResponseFormat byte -n 2", data(b"1"))
    assert face.sent == []
    assert face.errors == ["When the format is specified as byte, NumberOfImages should be 1."]


def test_on_a_terminal_each_picture_has_a_line() -> None:
    answer = streamed(event("partial_image", b"0", 0), event("completed", b"2"))
    with Loopback(answer) as server:
        code, shown = processes.on_terminal(*GENERATE.split(), "-Stream", "-ResponseFormat", "base64", server=server)
    assert (code, shown) == (0, "MA==\nMg==\n")


# The stand-in


def test_the_sandbox_makes_pictures() -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "pscompat", "--sandbox", *words]
        environment = {"PATH": "", "PYTHONPATH": str(ROOT)}
        return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)

    done = run("Request-ImageGeneration", "A cat", "-PartialImages", "2", "-OutFile", "cat.png")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = files()
    assert sorted(found) == ["cat-0.png", "cat-1.png", "cat.png"]
    assert len({content[:8] for content in found.values()}) == 1 and len(set(found.values())) == 3
    line = "Request-ImageEdit -Image cat.png, a.png -Mask b.png -Prompt hat -OutFile hat.png -n 2; "
    line += "Request-ImageVariation cat.png -OutFile same.png; (Request-ImageVariation cat.png -Format byte).Length"
    done = run("-c", line)
    assert (done.returncode, done.stderr) == (0, "")
    assert {"hat.png", "hat-1.png", "same.png"} <= set(files())
    assert all(content.startswith(PNG) for content in files().values())
    done = run("Request-ImageGeneration", "A cat", "-Stream", "-PartialImages", "1", "-ResponseFormat", "base64")
    assert [base64.b64decode(each)[:8] for each in done.stdout.splitlines()] == [PNG, PNG]
