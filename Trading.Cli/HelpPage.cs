using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Trading.Cli;

/// <summary>The usual help, then examples and exit codes.</summary>
internal sealed class HelpPage(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        if (ErrorWords.IsChinese(parseResult) && parseResult.CommandResult.Command is Verb { ChineseHelp: { } page })
        {
            parseResult.InvocationConfiguration.Output.Write(page);
            return ExitCode.Done;
        }
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not Verb verb)
            return ExitCode.Done;
        var output = parseResult.InvocationConfiguration.Output;
        if (verb.Examples.Count > 0)
            output.WriteLine("Examples:");
        foreach (var example in verb.Examples)
            output.WriteLine($"  {example}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in verb.Exits)
            output.WriteLine($"  {code}  {meaning}");
        return ExitCode.Done;
    }
}
