"""Requests of help files are checked when they are loaded: what is refused, with file, line and key."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pscompat.errors import HelpFileError
from pscompat.helpfile.definition import read_definition
from pscompat.helpfile.modulefile import read_module_file
from pscompat.helpfile.request_words import CONVERSIONS, REQUEST_KEYS, RESPONSE_KEYS

MODULE = """
name: Acme
endpoints: {services: {Shop: {base: https://shop.example}, Depot: {}}}
paginators:
  pages: {input_token: after, output_token: last, result_key: crates, more_results: more, limit_key: size}
"""
PARAMETERS = """
parameters:
- {name: Id, type: string, parameterSets: [{name: One, position: '0'}]}
- {name: Size, type: int, parameterSets: [{name: List}]}
- {name: Crate, type: object, parameterSets: [{name: (All)}]}
- {name: Lids, type: 'string[]', parameterSets: [{name: (All)}]}
pscompat:
"""


BEFORE = "pscompat.request.before[0].when.$Size"


def load(own: str, module: str = MODULE) -> None:
    text = PARAMETERS + textwrap.indent(textwrap.dedent(own), "  ")
    read_definition(text, "help/Get-Crate.yaml", read_module_file(module, "help/module.yaml"))


def refused(own: str) -> HelpFileError:
    with pytest.raises(HelpFileError) as caught:
        load(own)
    assert caught.value.path == "help/Get-Crate.yaml"
    assert caught.value.line > 7
    return caught.value


def test_a_request_of_many_words_is_taken() -> None:
    load("""
        request:
          values:
            Lid: $Lids[0] || Crate.lid
          before:
          - when: [{not: $Id}, {set: One}]
            error: 'No crate {$Crate.id}.'
            exception: System.ArgumentException
            continue: true
          - {each: $Lids, when: {$_: {match: '^x'}}, command: Get-Lid, with: {Name: $_}, into: Found}
          - waiter:
              operation: Get-Crate
              with: {Id: $Id}
              delay: '2'
              acceptors: [{matcher: path, argument: status, expected: [open], state: retry}]
            into: Last
          method: POST
          variants:
          - {when: {set: One}, path: '/crates/{Id}/{Crate.lids[0].id}'}
          - {path: /crates, paginator: pages, query: {size: $Size!}}
          body:
            lids: [{$each: $Lids, $when: $_, name: $_, $as: text}]
            first: {$first: ['$Lid?', {$nth: $Lids}]}
            text: {$value: $Crate, $as: [text, {match: 'a+'}]}
            service: {$when: {service: Depot}, $value: depot}
        response:
          as: {$when: $Size, $value: text}
          items: crates
          type: Acme.Crate
          write: {any: [$Size, closed]}
          file: $Found?
          then:
          - {when: {status: [a, b]}, verbose: 'Crate {id} of {$Id}, {$Last.id}'}
          - add: {'lids[].Size': {$nth: $Lids}, Parent: $Record.id}
    """)


@pytest.mark.parametrize(
    ("own", "key", "reason"),
    [
        ("request: {pth: /x}", "pscompat.request.pth", "unknown key"),
        ("request: {}", "pscompat.request", "neither a path nor a step"),
        ("request: {path: x}", "pscompat.request.path", "begins with a slash"),
        ("request: {path: '/x/{Idd}'}", "pscompat.request.path", "no parameter or value 'Idd'"),
        ("request: {path: '/x/{Lids}'}", "pscompat.request.path", "Lids is a list, and a path takes one value"),
        ("request: {path: '/x?page={Id}'}", "pscompat.request.path", "no query of its own"),
        ("request: {path: '/x#top'}", "pscompat.request.path", "no query of its own"),
        ("request: {path: /x, query: {filter: {a: 1}}}", "pscompat.request.query.filter", "is an object"),
        ("request: {path: /x, body: {}, form: {}}", "pscompat.request", "body or form, not both"),
        ("request: {path: /x, headers: {Content-Type: text/plain}, body: {a: 1}}", "pscompat.request", "text/plain"),
        ("request: {path: /x, headers: {content-type: a/b}, multipart: {a: 1}}", "pscompat.request", "is its own"),
        ("request: {path: /x, body: {a: 1.10}}", "pscompat.request.body.a", "'1.10' is 1.1 as a number"),
        ("request: {path: /x, body: [b, 2.00]}", "pscompat.request.body[1]", "'2.00' is 2.0 as a number"),
        ("request: {path: /x, each: Ids}", "pscompat.request.each", "begins with $"),
        ("request: {path: /x, variants: [{path: /y, each: $Nope}]}", "pscompat.request.variants[0].each", "'Nope'"),
        ("request: {path: /x, body: {a: {$text: [b]}}}", "pscompat.request.body.a.$text", "must be text"),
        ("request: {path: /x, query: {a: {$value: $Lids, $as: join}}}", "pscompat.request.query.a.$as", "takes what"),
        ("request: {path: /x, query: {a: {$value: $Id, $as: timestamp}}}", "pscompat.request.query.a.$as", "iso8601"),
        ("request: {path: '/x/{Id'}", "pscompat.request.path", "braces"),
        ("request: {path: /x, method: FETCH}", "pscompat.request.method", "one of GET"),
        ("request: {path: /x, paginator: none}", "pscompat.request.paginator", "no paginator"),
        ("request: {path: /x, errors: loud}", "pscompat.request.errors", "one of request, command"),
        ("request: {path: /x, body: {}, multipart: {}}", "pscompat.request", "not both"),
        ("request: {path: /x, query: {a: $Nope}}", "pscompat.request.query.a", "no parameter or value 'Nope'"),
        ("request: {path: /x, query: [a]}", "pscompat.request.query", "must be a mapping"),
        ("request: {path: /x, body: {a: {$if: $Id}}}", "pscompat.request.body.a.$if", "unknown word"),
        ("request: {path: /x, body: {a: {$value: $Id, b: c}}}", "pscompat.request.body.a", "the whole value"),
        ("request: {path: /x, body: {a: {$when: $Id}}}", "pscompat.request.body.a", "there is no value"),
        ("request: {path: /x, body: {a: {$value: $Id, $as: base65}}}", "pscompat.request.body.a.$as", "base65"),
        ("request: {path: /x, body: {a: {$value: $Id, $as: {text: x}}}}", "pscompat.request.body.a.$as", "no argument"),
        (
            "request: {path: /x, body: {a: {$value: $Id, $as: {match: '('}}}}",
            "pscompat.request.body.a.$as.match",
            "reg",
        ),
        ("request: {path: /x, body: {a: '$Id['}}", "pscompat.request.body.a", "not JMESPath"),
        ("request: {path: /x, body: {a: '$sum($Id)'}}", "pscompat.request.body.a", "names stand without $"),
        ("request: {path: /x, body: {a: '$smu(Id)'}}", "pscompat.request.body.a", "no function 'smu'"),
        ("request: {path: /x, body: {a: '$Id[0].to_string(join(@))'}}", "pscompat.request.body.a", "join takes 2"),
        ("request: {path: /x, body: {a: '$length(Id, Id)'}}", "pscompat.request.body.a", "takes 1 argument, not 2"),
        ("request: {path: /x, body: {a: 'b {Id}'}}", "pscompat.request.body.a", "there is none yet"),
        (
            "request: {path: /x, before: [{when: {set: Two}, error: e}]}",
            "pscompat.request.before[0].when.set",
            "no parameter set 'Two'",
        ),
        (
            "request: {path: /x, before: [{when: {given: [No]}, error: e}]}",
            "pscompat.request.before[0].when.given",
            "no parameter 'No'",
        ),
        (
            "request: {path: /x, before: [{when: {service: Moon}, error: e}]}",
            "pscompat.request.before[0].when.service",
            "no service 'Moon'",
        ),
        (
            "request: {path: /x, before: [{when: {$Id: {near: x}}, error: e}]}",
            "pscompat.request.before[0].when.$Id.near",
            "unknown test",
        ),
        (
            "request: {path: /x, before: [{when: {sets: One}, error: e}]}",
            "pscompat.request.before[0].when.sets",
            "unkn",
        ),
        ("request: {path: /x, before: [{when: $Id}]}", "pscompat.request.before[0]", "one action"),
        ("request: {path: /x, before: [{error: e, warn: w}]}", "pscompat.request.before[0]", "one action"),
        ("request: {path: /x, before: [{error: e, into: X}]}", "pscompat.request.before[0].into", "unknown key"),
        (
            "request: {before: [{waiter: {operation: Get-X, acceptors: [{argument: a, state: success}]}, into: X}]}",
            "pscompat.request.before[0].waiter.acceptors",
            "retry",
        ),
        (
            "request: {variants: [{path: /a}, {path: /b}]}",
            "pscompat.request.variants[1]",
            "never reached",
        ),
        (
            "request: {variants: [{when: {set: [One, List]}, path: /a}, {when: {set: One}, path: /b}]}",
            "pscompat.request.variants[1]",
            "never reached",
        ),
        (
            "request: {variants: [{when: {set: One}, path: /a}, {when: {set: List}, path: /b}, {path: /c}]}",
            "pscompat.request.variants[2]",
            "never reached",
        ),
        (
            "request: {variants: [{when: $Id, path: /a}, {when: $Id, path: /b}]}",
            "pscompat.request.variants[1]",
            "never reached",
        ),
        ("request: {variants: [{when: $Id}]}", "pscompat.request.variants[0]", "no path"),
        ("request: {path: /x}\nresponse: {as: xml}", "pscompat.response.as", "json, text"),
        ("request: {path: /x}\nresponse: {variants: []}", "pscompat.response.variants", "list of variants"),
        ("request: {path: /x}\nresponse: {variants: [x]}", "pscompat.response.variants[0]", "must be a mapping"),
        (
            "request: {path: /x}\nresponse: {variants: [{as: xml}]}",
            "pscompat.response.variants[0].as",
            "events, lines",
        ),
        (
            "request: {path: /x}\nresponse: {variants: [{path: /y}]}",
            "pscompat.response.variants[0].path",
            "unknown key",
        ),
        (
            "request: {path: /x}\nresponse: {variants: [{when: status, as: text}]}",
            "pscompat.response.variants[0].when",
            "there is none yet",
        ),
        (
            "request: {path: /x}\nresponse: {variants: [{as: text}, {as: events}]}",
            "pscompat.response.variants[1]",
            "never reached",
        ),
        (
            "request: {path: /x}\nresponse: {variants: [{then: [{write: $Nothing}]}]}",
            "pscompat.response.variants[0].then[0].write",
            "no parameter or value 'Nothing'",
        ),
        ("request: {path: /x}\nresponse: {complete: $No}", "pscompat.response.complete", "no parameter or value"),
        ("request: {path: /x, before: [{stop: true}]}", "pscompat.request.before[0]", "there is none yet"),
        ("request: {path: /x}\nresponse: {then: [{stop: maybe}]}", "pscompat.response.then[0].stop", "one of true;"),
        (
            "request: {path: /x}\nresponse: {then: [{stop: true, each: a}]}",
            "pscompat.response.then[0].each",
            "unknown key",
        ),
        ("request: {path: /x}\nresponse: {then: [{stop: true, warn: a}]}", "pscompat.response.then[0]", "one action"),
        (
            "request: {path: /x, before: [{information: $No}]}",
            "pscompat.request.before[0].information",
            "no parameter or value",
        ),
        ("request: {path: /x, before: [{when: {$Size: {over: x}}, warn: a}]}", BEFORE + ".over", "or a number"),
        ("request: {path: /x, before: [{when: {$Size: {over: [1]}}, warn: a}]}", BEFORE + ".over", "or a number"),
        ("request: {path: /x, before: [{when: {$Size: {over: $No}}, warn: a}]}", BEFORE + ".over", "no parameter"),
        ("request: {path: /x, body: {a: {$value: $Id, $as: []}}}", "pscompat.request.body.a.$as", "unknown conversion"),
        ("request: {path: /x, body: {a: '$items(Crate, Id)'}}", "pscompat.request.body.a", "takes 1 argument"),
        ("request: {path: /x}\nresponse: {types: x}", "pscompat.response.types", "unknown key"),
        (
            "request: {path: /x}\nresponse: {then: [{when: a, add: b}]}",
            "pscompat.response.then[0].add",
            "mapping of mem",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(own: str, key: str, reason: str) -> None:
    error = refused(own)
    assert error.key == key
    assert reason in error.reason


def test_the_line_of_a_mistake_is_told() -> None:
    error = refused("""
        request:
          path: /x
          body:
            fine: $Id
            wrong: $Idd
    """)
    assert error.line == 13
    assert str(error) == ("help/Get-Crate.yaml:13: pscompat.request.body.wrong: there is no parameter or value 'Idd'")


def test_names_are_found_in_any_case() -> None:
    load("request: {path: '/x/{ID}', query: {a: $LIDS}, variants: [{when: {given: SIZE}, path: '/y/{id}'}]}")


WORDS = st.sampled_from(
    [*REQUEST_KEYS, *RESPONSE_KEYS, *CONVERSIONS, "$Id", "$each", "$as", "x", "/x/{Id}", "not", "is"]
)
TREES = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(request=st.dictionaries(st.sampled_from(REQUEST_KEYS), TREES, max_size=4), response=TREES)
def test_any_tree_is_taken_or_refused(request: object, response: object) -> None:
    text = PARAMETERS + textwrap.indent(yaml.safe_dump({"request": request, "response": response}), "  ")
    module = read_module_file(MODULE, "help/module.yaml")
    try:
        read_definition(text, "help/Get-Crate.yaml", module)
    except HelpFileError as error:
        assert error.path == "help/Get-Crate.yaml"


def test_every_shipped_request_is_taken() -> None:
    root = Path(__file__).parents[2]
    module = read_module_file((root / "help/module.yaml").read_bytes(), "help/module.yaml")
    for path in sorted((root / "help").glob("*-*.yaml")):
        read_definition(path.read_bytes(), str(path), module)
