// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/builtinrules.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

LineRule folding(const char *id, const char *name, const char *pattern)
{
    LineRule rule;
    rule.id = QLatin1StringView(id);
    rule.name = QLatin1StringView(name);
    rule.pattern = LinePattern::regularExpression(QString::fromUtf8(pattern));
    rule.actions = RuleAction::Fold;
    return rule;
}

LineRule hiding(const char *id, const char *name, const char *pattern)
{
    LineRule rule = folding(id, name, pattern);
    rule.actions = RuleAction::Hide;
    return rule;
}

LineRule dimming(const char *id, const char *name, const char *pattern, bool matchOnly)
{
    LineRule rule = folding(id, name, pattern);
    rule.actions = RuleAction::Colour;
    rule.foreground.role = LineColour::Role::Neutral;
    rule.matchOnly = matchOnly;
    return rule;
}

LineRule withFollowing(LineRule rule, const char *following, int lines)
{
    rule.pattern.following = QLatin1StringView(following);
    rule.pattern.followingLines = lines;
    return rule;
}

LineRuleSet set(const char *id, const char *name, QList<LineRule> rules)
{
    LineRuleSet result{u"builtin:"_s + QLatin1StringView(id), QLatin1StringView(name), true,
                       std::move(rules)};
    for (LineRule &rule : result.rules)
        rule.group = result.name;
    return result;
}

LineRuleSet debugLogs()
{
    return set(
        "debug", "More debug logs",
        {folding(
             "logcat", "Android, verbose and debug",
             R"(^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d+ +\d+ +\d+ [VD] |[VD]/[^(]{1,60}\( *\d+\): ))"),
         folding("json", "JSON with numbered levels (pino, bunyan)",
                 R"(^\{.*"level": ?(?:10|20)[,}])"),
         folding("monolog", "Monolog", R"(^\[[^\]]+\] [\w.-]+\.DEBUG: )"),
         folding("npm", "npm and node-gyp, silly and verbose",
                 R"(^(?:npm|gyp) (?:sill|silly|verb|verbose) )")});
}

LineRuleSet timestamps()
{
    return set(
        "timestamps", "Timestamps",
        {dimming(
             "iso", "Date and time",
             R"(^[\[(]?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?[\])]?)",
             true),
         dimming("syslog", "Month, day and time (syslog)",
                 R"(^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?)", true),
         dimming("clock", "Time of day", R"(^[\[(]?\d\d:\d\d:\d\d(?:[.,]\d+)?[\])]?(?= |$))", true),
         dimming("uptime", "Seconds since the start (kernel)", R"(^\[ *\d+\.\d{6}\])", true)});
}

LineRuleSet blankLines()
{
    return set("blank", "Blank lines",
               {hiding("blank", "Blank lines", R"(^\s*$)"),
                dimming("rulers", "Rulers", R"(^\s*([-=*_#~+.])\1{9,}\s*$)", false)});
}

LineRuleSet pythonWarnings()
{
    return set("python-warnings", "Python warnings",
               {withFollowing(folding("warning", "Warning with its source line",
                                      R"(^\S.{0,500}:\d+: \w*Warning: )"),
                              R"(^  \S)", 1)});
}

LineRuleSet npmNoise()
{
    return set(
        "npm", "npm noise",
        {folding(
             "warnings", "Warnings about other packages",
             R"(^npm (?:WARN|warn) (?:deprecated|EBADENGINE|ERESOLVE|peer|old lockfile|cleanup|skipping|optional|config)\b)"),
         folding("notices", "Notices", R"(^npm (?:notice|http|timing)(?: |$))"),
         folding(
             "funding", "Funding",
             R"(^(?:\d+ packages? (?:is|are) looking for funding|  run `npm fund` for details))"),
         folding("pnpm", "pnpm's counters",
                 R"(^Progress: resolved \d+, reused \d+, downloaded \d+)")});
}

LineRuleSet pipNoise()
{
    return set(
        "pip", "pip noise",
        {folding("satisfied", "Requirement already satisfied",
                 R"(^Requirement already satisfied: )"),
         folding(
             "fetching", "Collecting and downloading",
             R"(^(?:Collecting \S|Obtaining \S|  (?:Downloading|Using cached) \S|Looking in (?:indexes|links): ))"),
         folding(
             "building", "Steps of building wheels",
             R"(^  (?:Preparing metadata|Getting requirements to build|Installing build dependencies|Building wheel for|Created wheel for|Stored in directory)\b)"),
         folding(
             "notices", "Notices of new releases",
             R"(^(?:\[notice\] (?:A new release of pip|To update, run)|WARNING: You are using pip version|You should consider upgrading via))")});
}

LineRuleSet aptNoise()
{
    return set(
        "apt", "apt and dpkg chatter",
        {folding("lists", "Package lists", R"(^(?:Get|Hit|Ign):\d+ )"),
         folding(
             "reading", "Reading and building",
             R"(^(?:Reading (?:package lists|state information)|Building dependency tree|\(Reading database ))"),
         folding(
             "packages", "Steps of each package",
             R"(^(?:Selecting previously unselected package |Preparing to unpack |Unpacking \S+ |Setting up \S+ |Processing triggers for ))"),
         folding("debconf", "debconf without a terminal",
                 R"(^debconf: (?:unable|falling|delaying|\())")});
}

LineRuleSet dockerLayers()
{
    return set(
        "docker", "Docker layers",
        {folding(
             "layers", "Layers that are pulled or pushed",
             R"(^[0-9a-f]{12}: (?:Pulling fs layer|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists|Layer already exists|Preparing|Pushing|Pushed|Mounted from)\b)"),
         folding(
             "buildkit", "Steps that BuildKit had or transferred",
             R"(^#\d+ (?:CACHED|DONE \d|sha256:[0-9a-f]|extracting sha256:|transferring |resolve \S+@sha256:))")});
}

LineRuleSet httpRequests()
{
    return set(
        "http", "Successful HTTP requests",
        {folding(
             "success", "Answered with 2xx or 304",
             R"("(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) [^"]{1,2000} HTTP/[\d.]+" (?:2\d\d|304)(?: |$))"),
         folding("rails", "Rails, answered with 2xx or 304",
                 R"(^(?:\S+ )?Completed (?:2\d\d|304) .* in \d+(?:\.\d+)?ms)")});
}

LineRuleSet libraryFrames()
{
    return set(
        "frames", "Stack frames of libraries",
        {folding("jvm", "Java's own", R"(^\s+at (?:java|javax|jdk|sun|com\.sun|kotlin|scala)\.)"),
         folding("node", "Node's own and node_modules",
                 R"(^\s+at .*(?:\(|async )?(?:node:[a-z]|internal/|[^ (]*/node_modules/))"),
         withFollowing(folding("python", "Python's installed packages",
                               R"(^\s+File "[^"]*/(?:site|dist)-packages/[^"]*", line \d+, in )"),
                       R"(^ {4})", 2)});
}

LineRuleSet buildChatter()
{
    return set(
        "build", "Build chatter",
        {folding("gradle", "Gradle tasks with nothing to do",
                 R"(^> Task :\S+ (?:UP-TO-DATE|NO-SOURCE|FROM-CACHE|SKIPPED)$)"),
         folding("maven", "Maven's downloads",
                 R"(^(?:\[INFO\] )?(?:Downloading|Downloaded) from \S+: )"),
         folding(
             "cargo", "Cargo's steps",
             R"(^ {2,8}(?:Compiling|Checking|Downloaded|Downloading|Fresh|Adding|Locking) \S+)"),
         folding("make", "make's directories",
                 R"(^make(?:\[\d+\])?: (?:Entering|Leaving) directory )"),
         folding("configure", "configure's checks",
                 R"(^checking (?:for|whether|how|if|that) .*\.\.\. )")});
}

LineRuleSet passedTests()
{
    return set("passed-tests", "Passed tests",
               {folding("pytest", "pytest", R"(^\S+::.+ PASSED(?: +\[ *\d+%\])?$)"),
                folding("go", "Go", R"(^(?:\s*--- PASS: |=== (?:RUN|PAUSE|CONT|NAME) ))"),
                folding("cargo", "Cargo", R"(^test \S.* \.\.\. ok$)"),
                folding("ctest", "CTest", R"(^ *\d+/\d+ Test +#\d+: .* Passed )"),
                folding("gtest", "GoogleTest", R"(^\[(?: RUN      |       OK |----------)\] )"),
                folding("qtest", "Qt Test", R"(^PASS   : )"),
                folding("tap", "TAP", R"(^ok \d+(?: |$)(?!.*# (?i:todo)))"),
                folding("unittest", "unittest", R"(^\w+ \([\w.]+\) \.\.\. ok$)")});
}

} // namespace

QList<LineRuleSet> builtInRuleSets()
{
    return {timestamps(),    blankLines(),  debugLogs(),    pythonWarnings(),
            libraryFrames(), passedTests(), httpRequests(), npmNoise(),
            pipNoise(),      aptNoise(),    dockerLayers(), buildChatter()};
}

} // namespace CommandRunner
