"""Help files to commands: what is read, and what is refused with file, line, key and reason."""

from __future__ import annotations

import json
import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.errors import HelpFileError
from pscompat.helpfile.definition import read_definition
from pscompat.helpfile.modulefile import ModuleFile, read_module_file
from pscompat.model import ALL_SETS, Command, ParameterSetEntry, Validation

MODULE = r"""
name: Acme
version: '1.0'
description: Crates.
parameters:
- {name: Timeout, type: int, parameterSets: [{name: (All)}], pscompat: {default: 0}}
- {name: Service, type: ServiceKind, parameterSets: [{name: (All)}]}
groups:
  api: [timeout, Service]
types:
  enums:
    ServiceKind: {members: {Azure: 1, OpenAI: 0, Odd: -1}}
    Rights: {members: {None: 0, Read: 1}, flags: true}
  objects:
    Acme.Crate: {object: crate, text: id, dates: [created_at]}
    Acme.Lid:
endpoints:
  services: {Shop: {base: https://shop.example, authentication: header}, Depot: }
  authentication: {header: {x-key: '{key}'}}
  errors: {exceptions: [{status: 404, exception: NotThere}]}
credentials: {key: {parameter: Key}, parameters: , masks: {patterns: {'k-\d+': <key>}}}
paginators: {pages: {input_token: after, output_token: last, result_key: crates, largest: 50}}
"""


def module() -> ModuleFile:
    return read_module_file(MODULE, "help/module.yaml")


def read(text: str) -> Command:
    return read_definition(textwrap.dedent(text), "help/Get-Crate.yaml", module()).command


def refused(text: str) -> HelpFileError:
    with pytest.raises(HelpFileError) as caught:
        read(text)
    assert caught.value.path == "help/Get-Crate.yaml"
    return caught.value


def test_a_whole_file() -> None:
    command = read("""\
        title: Get-Crate
        somethingElse: [of platyPS]
        syntaxes:
        - {commandName: Get-Crate, parameterSetName: One, isDefault: true, parameters: []}
        parameters:
        - name: Id
          type: System.String[]
          aliases: [crate_id, InputObject]
          supportsWildcards: TRUE
          acceptedValues: [a, b]
          helpMessage: Which one?
          variableLength: true
          parameterSets:
          - {name: One, position: '0', isRequired: true, valueFromPipeline: true, isDynamic: false}
          - {name: (All), position: Named, valueFromPipelineByPropertyName: True, valueFromRemainingArguments: true}
          pscompat:
            validate:
            - {kind: notNullOrEmpty}
            - {kind: range, min: '1', max: 1kb}
            - {kind: set, values: [x, 'null'], ignoreCase: false, errorMessage: no}
            - {kind: length, min: -1, max: 2147483647}
            - {kind: pattern, value: '(', options: Foo}
            transform: [lowerCase, urlEncode]
            psTypeName: Acme.Crate
            sensitive: true
            default: "@('a', 'b')"
            obsolete: ''
            completions: [c]
            dontShow: [One]
        - shared: [api]
        - {name: Plain, type: System.Object, dontShow: true, parameterSets: [{name: ''}]}
        - {name: Bare, type: Rights, parameterSets: []}
        - name: CommonParameters
          description: platyPS writes this.
        outputs:
        - {name: Acme.Crate, description: ''}
        pscompat:
          positionalBinding: false
          supportsShouldProcess: true
          supportsPaging: true
          aliases: [gcr]
          handler: get_crate
        """)
    assert (command.name, command.module, command.path) == ("Get-Crate", "Acme", "help/Get-Crate.yaml")
    assert command.default_set == "One"
    assert (command.positional_binding, command.supports_should_process, command.supports_paging) == (False, True, True)
    assert (command.aliases, command.handler, command.output_types) == (("gcr",), "get_crate", ("Acme.Crate",))
    assert [parameter.name for parameter in command.parameters] == ["Id", "Timeout", "Service", "Plain", "Bare"]
    first, timeout, _, plain, bare = command.parameters
    assert first.sets == (
        ParameterSetEntry(
            name="One", mandatory=True, position=0, by_value=True, dont_show=True, help_message="Which one?"
        ),
        ParameterSetEntry(name=ALL_SETS, by_name=True, remaining=True, help_message="Which one?"),
    )
    assert first.validations == (
        Validation(kind="notNullOrEmpty"),
        Validation(kind="range", arguments={"min": "1", "max": "1kb"}),
        Validation(kind="set", arguments={"values": ("x", "null"), "ignoreCase": False, "errorMessage": "no"}),
        Validation(kind="length", arguments={"min": -1, "max": 2147483647}),
        Validation(kind="pattern", arguments={"value": "(", "options": "Foo"}),
    )
    assert (first.transforms, first.ps_type_name, first.sensitive) == (("lowerCase", "urlEncode"), "Acme.Crate", True)
    assert (first.default, first.obsolete, first.completions) == ("@('a', 'b')", "", ("c",))
    assert (first.aliases, first.accepted_values, first.wildcards) == (("crate_id", "InputObject"), ("a", "b"), True)
    assert timeout.default == "0"
    assert plain.sets == (ParameterSetEntry(dont_show=True),)
    assert bare.sets == ()


def test_the_name_is_the_file_s() -> None:
    assert read("synopsis: x\n").name == "Get-Crate"
    assert read("title: GET-crate\n").name == "GET-crate"


def test_the_document_has_shared_parameters_written_out() -> None:
    definition = read_definition("parameters:\n- shared: [timeout]\n", "Get-Crate.yaml", module())
    assert definition.document["parameters"] == [
        {"name": "Timeout", "type": "int", "parameterSets": [{"name": "(All)"}], "pscompat": {"default": "0"}}
    ]


def test_the_default_set_of_pscompat_wins_and_all_is_none() -> None:
    syntax = "syntaxes: [{parameterSetName: NAME, isDefault: true}]\n"
    assert read(syntax.replace("NAME", "A") + "pscompat: {defaultParameterSet: B}").default_set == "B"
    assert read(syntax.replace("NAME", "(All)")).default_set == ""
    assert read(syntax.replace("NAME", "__AllParameterSets")).default_set == ""


@pytest.mark.parametrize(
    "validation",
    [
        "{kind: range, min: 10, max: 1}",
        "{kind: range, min: 1, max: \"'10'\"}",
        "{kind: range, min: '[int]::MinValue', max: '[double]::MaxValue'}",
        "{kind: rangeKind, value: Foo}",
        "{kind: count, min: 3, max: 2}",
        "{kind: pattern, value: x, options: Foo}",
        "{kind: script, text: $_ -gt 1}",
    ],
)
def test_what_powershell_reports_at_first_use_loads(validation: str) -> None:
    assert read(f"parameters: [{{name: A, type: int, pscompat: {{validate: [{validation}]}}}}]").parameters


def test_clashes_that_powershell_reports_load() -> None:
    sets = ", ".join(f"{{name: S{n}}}" for n in range(40))
    text = f"""
parameters:
- {{name: A, type: int, aliases: [b, b, B], parameterSets: [{sets}, {{name: S1}}]}}
- {{name: B, type: int, parameterSets: [{{name: S1, position: 0}}, {{name: S2, position: -5}}]}}
- {{name: Verbose, type: int}}
pscompat: {{defaultParameterSet: Nowhere}}
"""
    command = read(text)
    assert len(command.parameters[0].sets) == 41
    assert command.parameters[1].sets[1].position == -5


BAD_PARAMETER = [
    ("type: System.Nope", 2, "parameters.A.type", "unknown type"),
    ("type: ''", 2, "parameters.A.type", "must not be empty"),
    ("type: [int]", 2, "parameters.A.type", "must be text"),
    ("type: int\n  aliases: {a: b}", 3, "parameters.A.aliases", "list of texts"),
    ("type: int\n  aliases: [a, ~]", 3, "parameters.A.aliases[1]", "null"),
    ("type: int\n  aliases:\n  - a\n  - [b]", 5, "parameters.A.aliases[1]", "must be text"),
    ("type: int\n  dontShow: maybe", 3, "parameters.A.dontShow", "true or false"),
    ("type: int\n  parameterSets: One", 3, "parameters.A.parameterSets", "list of mappings"),
    ("type: int\n  parameterSets:\n  - One", 4, "parameters.A.parameterSets[0]", "must be a mapping"),
    (
        "type: int\n  parameterSets:\n  - name: One\n    position: x",
        5,
        "parameters.A.parameterSets.One.position",
        "whole",
    ),
    ("type: int\n  parameterSets: [{position: 1.5}]", 3, "parameters.A.parameterSets[0].position", "whole number"),
    ("type: int\n  parameterSets: [{position: 4294967296}]", 3, "parameters.A.parameterSets[0].position", "32 bits"),
    ("type: int\n  pscompat: [x]", 3, "parameters.A.pscompat", "must be a mapping"),
    ("type: int\n  pscompat:\n    validation: []", 4, "parameters.A.pscompat.validation", "unknown key"),
    ("type: int\n  pscompat: {transform: [upperCase]}", 3, "parameters.A.pscompat.transform", "unknown transformation"),
    ("type: int\n  pscompat: {default: Get-Date}", 3, "parameters.A.pscompat.default", "no PowerShell constant"),
    ("type: int\n  pscompat: {default: '(1+1)'}", 3, "parameters.A.pscompat.default", "no PowerShell constant"),
    ("type: int\n  pscompat: {default: \"[nope]'x'\"}", 3, "parameters.A.pscompat.default", "Unable to find type"),
    ("type: int\n  pscompat: {sensitive: 2}", 3, "parameters.A.pscompat.sensitive", "true or false"),
    ("type: int\n  pscompat: {dontShow: [One]}", 3, "parameters.A.pscompat.dontShow", "no entry for the set 'One'"),
]


@pytest.mark.parametrize(("rest", "line", "key", "reason"), BAD_PARAMETER)
def test_a_bad_parameter_is_refused(rest: str, line: int, key: str, reason: str) -> None:
    error = refused(f"parameters:\n- name: A\n  {rest}\n")
    assert (error.line, error.key) == (line + 1, key)
    assert reason in error.reason


BAD_VALIDATION = [
    ("{kind: even}", "kind", "unknown kind 'even'"),
    ("{min: 1}", "kind", "kind is missing"),
    ("{kind: range, min: 1}", "max", "max is missing"),
    ("{kind: range, min: 1, max: many}", "max", "no PowerShell constant"),
    ("{kind: range, min: 1, max: [2]}", "max", "must be text"),
    ("{kind: notNull, value: 1}", "value", "unknown key"),
    ("{kind: set, values: x}", "values", "list of texts"),
    ("{kind: set}", "values", "values is missing"),
    ("{kind: set, values: [~]}", "values[0]", "null"),
    ("{kind: length, min: 1.5, max: 2}", "min", "whole number"),
    ("{kind: pattern}", "value", "value is missing"),
    ("{kind: set, values: [a], ignoreCase: perhaps}", "ignoreCase", "true or false"),
]


@pytest.mark.parametrize(("validation", "key", "reason"), BAD_VALIDATION)
def test_a_bad_validation_is_refused(validation: str, key: str, reason: str) -> None:
    error = refused(f"parameters:\n- name: A\n  type: int\n  pscompat:\n    validate:\n    - {validation}\n")
    assert (error.line, error.key) == (6, f"parameters.A.pscompat.validate[0].{key}")
    assert reason in error.reason


@pytest.mark.parametrize(
    ("text", "line", "key", "reason"),
    [
        ("", 1, "", "it is empty"),
        ("[a]", 1, "", "it is a list"),
        ("just text", 1, "", "it is text"),
        ("title: Get-Lid", 1, "title", "the file's name says 'Get-Crate'"),
        ("parameters: none", 1, "parameters", "list of mappings"),
        ("parameters:\n- type: int\n", 2, "parameters[0].name", "name is missing"),
        ("parameters:\n- {name: A, type: int}\n- {name: a, type: int}\n", 3, "parameters.a.name", "already"),
        ("parameters:\n- {name: Timeout, type: int}\n- shared: [api]\n", 3, "parameters[1].shared", "already"),
        ("parameters:\n- shared: [nope]\n", 2, "parameters[0].shared", "no parameter or group 'nope'"),
        ("parameters:\n- shared:\n  - api\n  - nope\n", 4, "parameters[0].shared", "'nope'"),
        ("parameters:\n- {shared: api, name: A}\n", 2, "parameters.A.name", "unknown key"),
        ("parameters:\n- name: A\n  type: int\n  name: B\n", 4, "name", "twice"),
        ("pscompat: {defaultSet: A}", 1, "pscompat.defaultSet", "unknown key"),
        ("pscompat: text", 1, "pscompat", "must be a mapping"),
        ("pscompat: {handler: ../x}", 1, "pscompat.handler", "no name of a Python module"),
        ("pscompat: {handler: x, request: {}}", 1, "pscompat.request", "not both"),
        ("pscompat: {response: {}}", 1, "pscompat.response", "belongs to a request"),
        ("pscompat: {simple: 1}", 1, "pscompat.simple", "true or false"),
        ("a: [", 2, "", "not YAML"),
    ],
)
def test_a_bad_file_is_refused(text: str, line: int, key: str, reason: str) -> None:
    error = refused(text)
    assert (error.line, error.key) == (line, key)
    assert reason in error.reason
    assert "\n" not in str(error)


def test_a_module_file() -> None:
    file = module()
    assert (file.name, file.version, file.description) == ("Acme", "1.0", "Crates.")
    assert file.enums["ServiceKind"] == ({"OpenAI": 0, "Azure": 1, "Odd": -1}, False)
    assert list(file.enums["ServiceKind"][0]) == ["OpenAI", "Azure", "Odd"]
    assert file.enums["Rights"][1]
    assert file.types["servicekind"].full_name == "ServiceKind"
    assert file.objects == {"Acme.Crate": {"object": "crate", "text": "id", "dates": ["created_at"]}, "Acme.Lid": {}}
    assert file.endpoints == {
        "services": {"Shop": {"base": "https://shop.example", "authentication": ["header"]}, "Depot": {}},
        "authentication": {"header": {"x-key": "{key}"}},
        "errors": {"exceptions": [{"status": "404", "exception": "NotThere"}]},
    }
    assert file.credentials == {
        "key": {"parameter": "Key"},
        "parameters": {},
        "masks": {"patterns": {r"k-\d+": "<key>"}},
    }
    assert file.paginators["pages"]["largest"] == "50"


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("version: 1", "name", "name is missing"),
        ("name: a/b", "name", "one word"),
        ("name: A\nparameter: []", "parameter", "unknown key"),
        ("name: A\nparameters: [{name: P, type: nope}]", "parameters.P.type", "unknown type"),
        ("name: A\nparameters: [{name: P, type: int}, {name: p, type: int}]", "parameters.p.name", "already"),
        ("name: A\ngroups: {g: [x]}", "groups.g", "no shared parameter 'x'"),
        ("name: A\nparameters: [{name: P, type: int}]\ngroups: {p: [P]}", "groups.p", "taken"),
        ("name: A\ntypes: {enum: {}}", "types.enum", "unknown key"),
        ("name: A\ntypes: {enums: {E: {}}}", "types.enums.E.members", "has members"),
        ("name: A\ntypes: {enums: {E: {members: {a: x}}}}", "types.enums.E.members.a", "whole number"),
        ("name: A\ntypes: {enums: {E: {members: {a: 1, A: 2}}}}", "types.enums.E.members.A", "twice"),
        ("name: A\ntypes: {enums: {'E[]': {members: {a: 1}}}}", "types.enums.E[]", "no name for a type"),
        ("name: A\ntypes: {objects: {O: {date: []}}}", "types.objects.O.date", "unknown key"),
        ("name: A\nendpoints: [x]", "endpoints", "must be a mapping"),
        ("name: A\ncredentials: {keys: {}}", "credentials.keys", "unknown key"),
        ("name: A\ncredentials: {key: x}", "credentials.key", "must be a mapping"),
        ("name: A\ncredentials: {key: {params: x}}", "credentials.key.params", "unknown key"),
        ("name: A\ncredentials: {parameters: {timout: T}}", "credentials.parameters.timout", "unknown key"),
        ("name: A\ncredentials: {masks: {patterns: {'(': x}}}", "credentials.masks.patterns.(", "regular expression"),
        ("name: A\npaginators: {p: {output_token: b}}", "paginators.p.output_token", "needs an input_token"),
        ("name: A\npaginators: {p: {input_token: a}}", "paginators.p", "one of output_token, next_url, counts"),
        ("name: A\npaginators: {p: {input_token: a, next_url: b}}", "paginators.p.next_url", "has no input_token"),
        (
            "name: A\npaginators: {p: {input_token: a, output_token: b, counts: pages}}",
            "paginators.p.counts",
            "one of output_token",
        ),
        ("name: A\npaginators: {p: {next_url: b, last_page: c}}", "paginators.p.last_page", "belongs to counts"),
        ("name: A\npaginators: {p: {next_url: b, input_in: body}}", "paginators.p.input_in", "belongs to input_token"),
        ("name: A\npaginators: {p: {input_token: a, counts: rows}}", "paginators.p.counts", "one of pages, items"),
        ("name: A\npaginators: {p: {next_url: '[[[ nonsense'}}", "paginators.p.next_url", "not JMESPath"),
        ("name: A\npaginators: {p: {next_url: nextt(b)}}", "paginators.p.next_url", "no function"),
        ("name: A\npaginators: {p: {next_url: $Link.next}}", "paginators.p.next_url", "only $Response"),
        ("name: A\npaginators: {p: {next_url: b, largest: 0}}", "paginators.p.largest", "1 or more"),
        ("name: A\nendpoints: {services: {A: }, requests: {arrays: pipes}}", "endpoints.requests.arrays", "one of"),
        ("name: A\nendpoints: {services: {A: }, retries: {statuses: [5xx]}}", "endpoints.retries.statuses", "status"),
        (
            "name: A\nendpoints: {services: {A: }, authentication: {b: {query: {k: '{kee}'}}}}",
            "endpoints.authentication.b.query.k",
            "nothing is filled in for {kee}",
        ),
        (
            "name: A\npaginators: {p: {input_token: a, output_token: b, result_key: c, largest: d}}",
            "paginators.p.largest",
            "whole number",
        ),
    ],
)
def test_a_bad_module_file_is_refused(text: str, key: str, reason: str) -> None:
    with pytest.raises(HelpFileError) as caught:
        read_module_file(text, "module.yaml")
    assert caught.value.key == key
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("services: {}", "services", "services is missing|no service"),
        ("services: [A]", "services", "must be a mapping"),
        ("services: {A: x}", "services.A", "must be a mapping"),
        ("services: {A: {bse: x}}", "services.A.bse", "unknown key; known are title, base"),
        ("services: {A: {authentication: [k]}}", "services.A.authentication", "no authentication k"),
        ("services: {A: }\ndefault: B", "default", "no service B"),
        (
            "services: {A: {path: '/x{pth}'}}",
            "services.A.path",
            r"nothing is filled in for \{pth\}; known are \{path\}",
        ),
        ("services: {A: }\nauthentication: {k: '{key}'}", "authentication.k", "must be a mapping"),
        ("services: {A: }\nauthentication: {k: {H: '{kee}'}}", "authentication.k.H", r"\{key\} and \{organization\}"),
        ("services: {A: }\nauthentication: {k: {H: '{key'}}", "authentication.k.H", "braces stand in pairs"),
        ("services: {A: }\nerrors: {message: '{nix}'}", "errors.message", r"nothing is filled in for \{nix\}"),
        ("services: {A: }\nerrors: {fields: [text]}", "errors.fields", "must be a mapping"),
        ("services: {A: }\nerrors: {exceptions: {status: 1}}", "errors.exceptions", "must be a list"),
        ("services: {A: }\nerrors: {exceptions: [{status: 1}]}", "errors.exceptions[0].exception", "is missing"),
        ("services: {A: }\nerrors: {hints: [{status: x, text: y}]}", "errors.hints[0].status", "whole number"),
        ("services: {A: }\npaths: [{name: x}]", "paths[0].path", "is missing"),
        ("services: {A: }\npaths: [{path: /x, A: maybe}]", "paths[0].A", "must be a mapping"),
        ("services: {A: }\npaths: [{path: /x, B: no}]", "paths[0].B", "unknown key"),
        ("services: {A: }\npaths: [{path: /x, A: {colour: red}}]", "paths[0].A.colour", "unknown key"),
        ("services: {A: }\nretirements: {notice: soon}", "retirements.notice", "whole number"),
    ],
)
def test_what_is_wrong_with_a_service_is_named(text: str, key: str, reason: str) -> None:
    with pytest.raises(HelpFileError) as caught:
        read_module_file("name: A\nendpoints:\n" + textwrap.indent(text, "  "), "module.yaml")
    assert caught.value.key == f"endpoints.{key}"
    assert re.search(reason, caught.value.reason)
    assert caught.value.line >= 2


VIEWS = """
name: A
types: {objects: {A.B: {}, A.C: {}}}
views:
  A.B: {properties: [id, name], list: [{property: id}, {property: parts, each: kind, when: notEmpty}]}
  A.C: {table: {wrap: true, columns: [{label: Id, property: id, width: 30}, {property: n, alignment: right}]}}
"""


def test_views() -> None:
    assert read_module_file(VIEWS, "module.yaml").views == {
        "A.B": {
            "properties": ["id", "name"],
            "list": [{"property": "id"}, {"property": "parts", "each": "kind", "when": "notEmpty"}],
        },
        "A.C": {
            "table": {
                "wrap": True,
                "columns": [{"label": "Id", "property": "id", "width": 30}, {"property": "n", "alignment": "right"}],
            }
        },
    }


@pytest.mark.parametrize(
    ("before", "after", "key", "reason"),
    [
        ("A.C: {table", "A.D: {table", "views.A.D", "types.objects has no type"),
        ("wrap: true", "wrap: maybe", "views.A.C.table.wrap", "true or false"),
        ("width: 30", "width: 0", "views.A.C.table.columns[0].width", "at least 1"),
        ("width: 30", "width: x", "views.A.C.table.columns[0].width", "whole number"),
        ("right}]", "up}]", "views.A.C.table.columns[1].alignment", "left, center, right"),
        ("notEmpty", "often", "views.A.B.list[1].when", "notNull, notEmpty, hasKeys"),
        (
            "property: n,",
            "property: '{ $_.n * 2 }',",
            "views.A.C.table.columns[1].property",
            "script blocks are not run",
        ),
        ("property: n,", "property: $_.n,", "views.A.C.table.columns[1].property", "script blocks are not run"),
        (
            "property: n,",
            "label: n, expression: '$_.n',",
            "views.A.C.table.columns[1].expression",
            "script blocks are not run",
        ),
        ("each: kind", "ScriptBlock: 1", "views.A.B.list[1].ScriptBlock", "script blocks are not run"),
        ("{property: id},", "{label: id},", "views.A.B.list[0].property", "missing"),
        ("list:", "lists:", "views.A.B.lists", "unknown key"),
    ],
)
def test_what_is_wrong_with_a_view_is_named(before: str, after: str, key: str, reason: str) -> None:
    with pytest.raises(HelpFileError) as caught:
        read_module_file(VIEWS.replace(before, after), "module.yaml")
    assert caught.value.key == key
    assert reason in caught.value.reason


_WORDS = """
name type int string aliases parameterSets pscompat validate kind range min max set values A (All) position 1 default
$true shared api true ~ title parameters groups types enums members syntaxes isDefault outputs endpoints services
authentication errors paths path exceptions status hints credentials key masks patterns paginators input_token
output_token result_key views table list columns property each width alignment when objects
"""
_words = st.sampled_from(sorted(_WORDS.split()))
_trees = st.recursive(_words, lambda t: st.lists(t, max_size=3) | st.dictionaries(_words, t, max_size=4), max_leaves=20)


@given(_trees)
def test_nothing_crashes_the_reader(tree: object) -> None:
    readers = (lambda text: read_definition(text, "a.yaml"), lambda text: read_module_file(text, "m.yaml"))
    for read_file in readers:
        try:
            read_file(json.dumps(tree))
        except HelpFileError as error:
            assert "\n" not in str(error)


SCRIPT = """
parameters:
- {{name: Least, type: int}}
- name: Value
  type: int
  pscompat:
    validate:
    - {{kind: notNull}}
    - kind: script
      text: {text}
"""


def test_a_validation_script_sees_the_commands_parameters_and_the_modules_types() -> None:
    text = "$_ -ge $LEAST -and [ServiceKind]'Azure' -ne $_"
    command = read(SCRIPT.format(text=json.dumps(text)))
    assert command.parameters[1].validations[1].arguments == {"text": text}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("$env:HOME", "variables other than $_ and the command's parameters are no part of a validation script: "),
        (
            "Get-Content $_",
            "commands other than Where-Object, ForEach-Object, Select-Object, Measure-Object are no part ",
        ),
        ("$x = 1", "assignments are no part of a validation script: '$x = 1' (column 1 of it)"),
        ("[System.IO.File]::Exists($_)", "types other than those of plain values are no part of a validation script: "),
        ("$_ -gt", "is no validation script: You must provide a value expression following the '-gt' operator."),
        ("$_ -gt $Most", "the validation script of Value reads $most, which is no parameter of the command"),
        ("", "text is missing"),
    ],
)
def test_a_validation_script_that_could_do_more_is_refused(text: str, reason: str) -> None:
    error = refused(SCRIPT.format(text=json.dumps(text) if text else "null"))
    assert error.reason.startswith(reason)
    assert error.line == 10 or not text
    assert error.key == "parameters.Value.pscompat.validate[1].text"


def test_a_shared_validation_script_fits_the_commands_that_take_it() -> None:
    shared = (
        "name: Acme\nparameters:\n- name: V\n  type: int\n  pscompat: {validate: [{kind: script, text: $_ -gt $W}]}"
    )
    file = read_module_file(shared, "help/module.yaml")
    both = "parameters: [{shared: V}, {name: W, type: int}]"
    assert read_definition(both, "help/Get-Crate.yaml", file).command.parameters[0].validations
    with pytest.raises(HelpFileError) as caught:
        read_definition("parameters: [{shared: V}]", "help/Get-Crate.yaml", file)
    assert str(caught.value) == (
        "help/Get-Crate.yaml:1: parameters[0].shared: the validation script of V reads $w, which is no parameter of "
        "the command"
    )
    with pytest.raises(HelpFileError) as caught:
        read_module_file(shared.replace("$_ -gt $W", "Get-Date"), "help/module.yaml")
    assert "commands other than" in str(caught.value)
