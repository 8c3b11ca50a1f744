using System.Text.RegularExpressions;

namespace Trading.Architecture.Tests;

/// <summary>What the rooms of the server and the components of the pages never say: rows of docs/ARCHITECTURE.md.</summary>
public partial class RoomTests
{
    [Fact]
    public void Storage_knows_no_refusal_session_or_lot()
    {
        var hits =
            from file in Tree.SourcesOf("Trading.Server/Storage").Concat(Tree.SourcesOf("Trading.Edge/Storage"))
            from Match match in Meaning().Matches(Code(file))
            select $"{Tree.Relative(file)}: {match.Value}";
        Assert.Empty(hits);
    }

    [Fact]
    public void The_hub_and_the_feed_send_no_command()
    {
        var hits =
            from file in Tree.SourcesOf("Trading.Server/Announce")
            from Match match in Commanding().Matches(Code(file))
            select $"{Tree.Relative(file)}: {match.Value}";
        Assert.Empty(hits);
    }

    [Fact]
    public void The_write_path_tells_no_hub()
    {
        var hits =
            from file in Tree.SourcesOf("Trading.Server")
            where !Tree.Relative(file).StartsWith("Trading.Server/Announce/", StringComparison.Ordinal)
            from Match match in Telling().Matches(Code(file))
            select $"{Tree.Relative(file)}: {match.Value}";
        Assert.Empty(hits);
    }

    [Fact]
    public void Of_the_pages_only_api_and_feed_talk_to_the_server()
    {
        var talking = Directory
            .EnumerateFiles(Path.Combine(Tree.Root, "Trading.Web", "src"), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".ts", StringComparison.Ordinal) || f.EndsWith(".vue", StringComparison.Ordinal))
            .Where(f => Talk().IsMatch(File.ReadAllText(f)))
            .Select(Tree.Relative);
        Assert.Equal(["Trading.Web/src/api.ts", "Trading.Web/src/feed.ts"], talking.Order(StringComparer.Ordinal));
    }

    // Comments may name what the code must not.
    private static string Code(string file) => Comment().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"\bTrading\.(Streams|Locks|Opening)\b|\b(Refusal|Reason|Decision|SessionEvent|Session|Lot|Names)\b"
    )]
    private static partial Regex Meaning();

    [GeneratedRegex(@"\bDesks?\b|\bSendAsync\(new [A-Z]|\bSessionCommand\b|\bIntakeCommand\b")]
    private static partial Regex Commanding();

    [GeneratedRegex(@"\bIHubContext\b|\bHubLifetimeManager\b|\bFeedLifetime\b|\bFeedFrames\b")]
    private static partial Regex Telling();

    [GeneratedRegex(@"\bfetch\(|XMLHttpRequest|\bWebSocket\(|EventSource|sendBeacon|@microsoft/signalr")]
    private static partial Regex Talk();
}
