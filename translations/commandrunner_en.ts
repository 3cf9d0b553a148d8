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
    <name>CommandList</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
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
    <name>FindBar</name>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
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
    <name>ProblemsView</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
</TS>
