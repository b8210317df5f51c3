"""Small MAML files for the tests of help views."""

from __future__ import annotations

NAMESPACES = (
    'xmlns:maml="http://schemas.microsoft.com/maml/2004/10" '
    'xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" '
    'xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10"'
)


def items(*commands: str) -> bytes:
    """A help file of these command elements."""
    body = "\n".join(commands)
    return (
        f'<?xml version="1.0"?>\n<helpItems schema="maml" xmlns="http://msh" {NAMESPACES}>{body}</helpItems>'.encode()
    )


def command(inside: str = "", *, name: str = "Get-Crate", synopsis: str = "<maml:para>Gets crates.</maml:para>") -> str:
    """A command element."""
    details = f"<command:name>{name}</command:name><maml:description>{synopsis}</maml:description>"
    return f"<command:command><command:details>{details}</command:details>{inside}</command:command>"


PARAMETER = """\
<command:parameter required="true" globbing="true" pipelineInput="True (ByValue)" position="0" aliases="n">
  <maml:name>Name</maml:name>
  <maml:description>
    <maml:para>First paragraph.</maml:para>
    <maml:list class="ordered">
      <maml:listItem><maml:para>One thing that is rather long for the line.</maml:para></maml:listItem>
      <maml:listItem><maml:para>Two.</maml:para></maml:listItem>
    </maml:list>
    <maml:definitionList>
      <maml:definitionListItem><maml:term>Term</maml:term>
        <maml:definition><maml:para>Its meaning.</maml:para></maml:definition></maml:definitionListItem>
    </maml:definitionList>
  </maml:description>
  <command:parameterValueGroup>
    <command:parameterValue>a</command:parameterValue><command:parameterValue>b</command:parameterValue>
  </command:parameterValueGroup>
  <command:parameterValue required="true">String</command:parameterValue>
  <dev:defaultValue>a</dev:defaultValue>
  <dev:possibleValues>
    <dev:possibleValue><dev:value>a</dev:value>
      <maml:description><maml:para>The first.</maml:para></maml:description></dev:possibleValue>
  </dev:possibleValues>
</command:parameter>
"""
SWITCH = """\
<command:parameter required="false" position="named"><maml:name>Force</maml:name><maml:description/>
  <command:parameterValue required="false">SwitchParameter</command:parameterValue></command:parameter>
"""
FULL = f"""\
<maml:description><maml:para>One.</maml:para><maml:para>Two.</maml:para></maml:description>
<command:syntax><command:syntaxItem><maml:name>Get-Crate</maml:name>{PARAMETER}
  <command:parameter required="false" position="named"><maml:name>Force</maml:name></command:parameter>
</command:syntaxItem></command:syntax>
<command:parameters>{PARAMETER}{SWITCH}</command:parameters>
<command:inputTypes><command:inputType><dev:type><maml:name>System.String</maml:name></dev:type>
  <maml:description><maml:para>A name.</maml:para></maml:description></command:inputType></command:inputTypes>
<command:returnValues><command:returnValue><dev:type><maml:name>Acme.Crate</maml:name>
  <maml:uri>https://example.test/crate</maml:uri></dev:type><maml:description/></command:returnValue></command:returnValues>
<command:terminatingErrors><command:terminatingError errorId="Gone">
  <dev:type><maml:name>Acme.Gone</maml:name></dev:type>
  </command:terminatingError></command:terminatingErrors>
<maml:alertSet><maml:title>Mind</maml:title><maml:alert><maml:para>Careful.</maml:para></maml:alert></maml:alertSet>
<command:examples><command:example><maml:title>- Example 1 -</maml:title>
  <maml:introduction><maml:para>PS C:\\&gt;</maml:para></maml:introduction><dev:code>Get-Crate a</dev:code>
  <dev:remarks><maml:para>Gets a.</maml:para></dev:remarks></command:example></command:examples>
<command:relatedLinks><maml:navigationLink><maml:linkText>Online Version:</maml:linkText>
  <maml:uri>https://example.test/help</maml:uri></maml:navigationLink>
  <maml:navigationLink><maml:linkText>Set-Crate</maml:linkText><maml:uri/></maml:navigationLink></command:relatedLinks>
"""
