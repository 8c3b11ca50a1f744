using System.CommandLine;
using System.CommandLine.Parsing;

namespace Trading.Cli;

/// <summary>
/// The words around every error, in the language that the command line asks for with <c>--lang</c>. The parser's own
/// sentences are English alone: in Chinese they are made here, from what it found.
/// </summary>
internal sealed record ErrorWords(string Rule, string Next, Func<ParseResult, IEnumerable<string>> Problems)
{
    private static readonly ErrorWords English = new(
        "rule",
        "next",
        parsed => parsed.Errors.Select(problem => problem.Message)
    );
    private static readonly ErrorWords Chinese = new("依据", "下一步", ChineseProblems);

    public static ErrorWords Of(ParseResult parsed) => IsChinese(parsed) ? Chinese : English;

    /// <summary>Whether the command speaks Chinese and is asked to, however wrong the rest of the line is.</summary>
    public static bool IsChinese(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == "--lang") is { } language
        && parsed.GetResult(language)?.Tokens is [{ Value: "zh" }, ..];

    private static List<string> ChineseProblems(ParseResult parsed)
    {
        var problems = parsed
            .UnmatchedTokens.Select(token => $"不认识 {ScreenText.Clean(token)}。")
            .Concat(parsed.Errors.Select(problem => ChineseOf(parsed, problem.SymbolResult)).OfType<string>())
            .Distinct()
            .ToList();
        return problems.Count > 0 ? problems : ["命令行有误。"];
    }

    // Null for what is said of an unmatched token: it stands there already.
    private static string? ChineseOf(ParseResult parsed, SymbolResult? symbol) =>
        symbol switch
        {
            OptionResult { IdentifierTokenCount: > 1 } option => $"{option.Option.Name} 只能写一次。",
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} 后面缺少值。",
            OptionResult option => $"{option.Option.Name} 的值不能是 {ScreenText.Clean(option.Tokens[^1].Value)}。",
            ArgumentResult { Tokens: [{ Value: ['-', ..] } token, ..] } => $"不认识 {ScreenText.Clean(token.Value)}。",
            ArgumentResult { Parent: OptionResult option } => ChineseOf(parsed, option),
            _ when parsed.UnmatchedTokens.Count > 0 => null,
            ArgumentResult { Tokens.Count: 0 } argument => $"缺少 {argument.Argument.Name}。",
            CommandResult command => MissingOf(command),
            _ => null,
        };

    private static string? MissingOf(CommandResult command) =>
        command.Command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && command.GetResult(argument) is not { Tokens.Count: > 0 }
        )
            is { } missing
            ? $"缺少 {missing.Name}。"
            : null;
}
