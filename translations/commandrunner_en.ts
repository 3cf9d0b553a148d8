<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>▸ %n line(s) hidden: %1</source>
        <translation>
            <numerusform>▸ %n line hidden: %1</numerusform>
            <numerusform>▸ %n lines hidden: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::CommandItems</name>
    <message numerus="yes">
        <source>Tag · %n command(s)</source>
        <translation>
            <numerusform>Tag · %n command</numerusform>
            <numerusform>Tag · %n commands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::CommandLinePreview</name>
    <message numerus="yes">
        <source>%n more variable(s)</source>
        <translation>
            <numerusform>%n more variable</numerusform>
            <numerusform>%n more variables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::CommandLineText</name>
    <message numerus="yes">
        <source>%n blank(s) at the edge of words</source>
        <translation>
            <numerusform>%n blank at the edge of words</numerusform>
            <numerusform>%n blanks at the edge of words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tab(s)</source>
        <translation>
            <numerusform>%n tab</numerusform>
            <numerusform>%n tabs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line break(s)</source>
        <translation>
            <numerusform>%n line break</numerusform>
            <numerusform>%n line breaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unusual blank(s)</source>
        <translation>
            <numerusform>%n unusual blank</numerusform>
            <numerusform>%n unusual blanks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty word(s)</source>
        <translation>
            <numerusform>%n empty word</numerusform>
            <numerusform>%n empty words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) that do not show</source>
        <translation>
            <numerusform>%n character that does not show</numerusform>
            <numerusform>%n characters that do not show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::CommandList</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::CommandsPage</name>
    <message numerus="yes">
        <source>Tags that all %n command(s) have, with blanks between them:</source>
        <translation>
            <numerusform>Tags of %n command, with blanks between them:</numerusform>
            <numerusform>Tags that all %n commands have, with blanks between them:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::ConnectToWorkspace</name>
    <message numerus="yes">
        <source>%n option(s) read from “%1”.</source>
        <translation>
            <numerusform>%n option read from “%1”.</numerusform>
            <numerusform>%n options read from “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::ComparePage</name>
    <message numerus="yes">
        <source>%Ln differences</source>
        <translation>
            <numerusform>%Ln difference</numerusform>
            <numerusform>%Ln differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln differences</source>
        <translation>
            <numerusform>%1 of %Ln difference</numerusform>
            <numerusform>%1 of %Ln differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run differently: %Ln things</source>
        <translation>
            <numerusform>Run differently: %Ln thing</numerusform>
            <numerusform>Run differently: %Ln things</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::CompareView</name>
    <message numerus="yes">
        <source>%Ln equal lines</source>
        <translation>
            <numerusform>%Ln equal line</numerusform>
            <numerusform>%Ln equal lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal lines, folded</source>
        <translation>
            <numerusform>%Ln equal line, folded</numerusform>
            <numerusform>%Ln equal lines, folded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::DefinitionView</name>
    <message numerus="yes">
        <source>%n file(s) that define this command changed since it ran or was reviewed on %1.</source>
        <translation>
            <numerusform>%n file that defines this command changed since it ran or was reviewed on %1.</numerusform>
            <numerusform>%n files that define this command changed since it ran or was reviewed on %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::Format</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>in %n h</numerusform>
            <numerusform>in %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::LineClass</name>
    <message numerus="yes">
        <source>%Ln lines hidden: %1</source>
        <translation>
            <numerusform>%Ln line hidden: %1</numerusform>
            <numerusform>%Ln lines hidden: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::FindBar</name>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::MainWindow</name>
    <message numerus="yes">
        <source>%n runs went on while this window was closed.</source>
        <translation>
            <numerusform>%n run went on while this window was closed.</numerusform>
            <numerusform>%n runs went on while this window was closed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::ExportDialog</name>
    <message numerus="yes">
        <source>%n run(s): the output, what was run and how it ended, and a page to read.</source>
        <translation>
            <numerusform>%n run: the output, what was run and how it ended, and a page to read.</numerusform>
            <numerusform>%n runs: the output, what was run and how it ended, and a page to read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::RetentionPanel</name>
    <message numerus="yes">
        <source>Would remove %n run(s) (%1), the oldest from %2.</source>
        <translation>
            <numerusform>Would remove %n run (%1), the oldest from %2.</numerusform>
            <numerusform>Would remove %n runs (%1), the oldest from %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Would remove the outputs of %n run(s) that stay listed (%1), the oldest from %2.</source>
        <translation>
            <numerusform>Would remove the outputs of %n run that stays listed (%1), the oldest from %2.</numerusform>
            <numerusform>Would remove the outputs of %n runs that stay listed (%1), the oldest from %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %1 of %n run(s) or of their outputs.</source>
        <translation>
            <numerusform>Removed %1 of %n run or of its output.</numerusform>
            <numerusform>Removed %1 of %n runs or of their outputs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::ProblemsView</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::RunDetails</name>
    <message numerus="yes">
        <source>taken out of the output %n times</source>
        <translation>
            <numerusform>taken out of the output %n time</numerusform>
            <numerusform>taken out of the output %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln lines</source>
        <comment>size</comment>
        <translation>
            <numerusform>%1, %Ln line</numerusform>
            <numerusform>%1, %Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 % of the latest %Ln runs</source>
        <comment>percent</comment>
        <translation>
            <numerusform>%1 % of the latest run</numerusform>
            <numerusform>%1 % of the latest %Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::OutputHitsModel</name>
    <message numerus="yes">
        <source>%1, %2, %Ln lines</source>
        <comment>command, state</comment>
        <translation>
            <numerusform>%1, %2, %Ln line</numerusform>
            <numerusform>%1, %2, %Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::OutputHitsView</name>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::RunsModel</name>
    <message numerus="yes">
        <source>%1 · %Ln runs</source>
        <comment>a day, how many</comment>
        <translation>
            <numerusform>%1 · %Ln run</numerusform>
            <numerusform>%1 · %Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::RunsPage</name>
    <message numerus="yes">
        <source>%Ln runs</source>
        <comment>how many fit</comment>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln runs</source>
        <comment>how many fit</comment>
        <translation>
            <numerusform>more than %Ln run</numerusform>
            <numerusform>more than %Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs are selected.</source>
        <translation>
            <numerusform>%Ln run is selected.</numerusform>
            <numerusform>%Ln runs are selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run %Ln failed commands again?</source>
        <translation>
            <numerusform>Run %Ln failed command again?</numerusform>
            <numerusform>Run %Ln failed commands again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs failed; what ran several times with the same arguments runs once.</source>
        <translation>
            <numerusform>%Ln run failed.</numerusform>
            <numerusform>%Ln runs failed; what ran several times with the same arguments runs once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::LastRunsStrip</name>
    <message numerus="yes">
        <source>Of the latest %Ln runs: how many succeeded, and how long these took</source>
        <translation>
            <numerusform>Of the latest run: whether it succeeded, and how long it took</numerusform>
            <numerusform>Of the latest %Ln runs: how many succeeded, and how long these took</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::HistoryImportDialog</name>
    <message numerus="yes">
        <source>Add %n Command(s)</source>
        <translation>
            <numerusform>Add %n Command</numerusform>
            <numerusform>Add %n Commands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::LensController</name>
    <message numerus="yes">
        <source>%Ln filters</source>
        <translation>
            <numerusform>%Ln filter</numerusform>
            <numerusform>%Ln filters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::RuleEditor</name>
    <message numerus="yes">
        <source>%Ln rule sets were added.</source>
        <translation>
            <numerusform>%Ln rule set was added.</numerusform>
            <numerusform>%Ln rule sets were added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::RunSettingsDialog</name>
    <message numerus="yes">
        <source>at most %n processes</source>
        <translation>
            <numerusform>at most %n process</numerusform>
            <numerusform>at most %n processes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandRunner::LineRule</name>
    <message numerus="yes">
        <source>This pattern needed too many steps on %Ln lines; they count as not matching.</source>
        <translation>
            <numerusform>This pattern needed too many steps on %Ln line; it counts as not matching.</numerusform>
            <numerusform>This pattern needed too many steps on %Ln lines; they count as not matching.</numerusform>
        </translation>
    </message>
</context>
</TS>
