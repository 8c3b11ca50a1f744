namespace Trading.Cli.Tests;

/// <summary>A bid under another name than its certificate has, as <c>status</c> and <c>watch</c> tell it.</summary>
public sealed class OtherNameTests
{
    private const string Certified = " (certificate: 甲建设集团有限公司 91450300MA5K123401)";

    // The frozen stream holds three: another name and code, another code, and none.
    private static readonly SessionEvent[] Events =
    [
        .. System
            .Text.Json.JsonDocument.Parse(
                File.ReadAllText(Path.Combine(Examples.Root, "tests", "vectors", "sessions", "other-name.json"))
            )
            .RootElement.GetProperty("events")
            .EnumerateArray()
            .Select(e => EventCodec.DecodeSession(System.Text.Encoding.UTF8.GetBytes(e.GetString()!))),
    ];

    [Fact]
    public void The_state_shows_both_names_both_codes_and_the_marks()
    {
        var lines = SessionText.Describe(Decider.Fold(Events), null).Where(line => line.Contains("元整")).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Contains("乙公司 91330100799655058B: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(Certified + " [NameDiffers, CodeDiffers]", lines[0], StringComparison.Ordinal);
        Assert.Contains("甲建设集团有限公司 91330100799655058B: ", lines[1], StringComparison.Ordinal);
        Assert.Contains(Certified + " [CodeDiffers]", lines[1], StringComparison.Ordinal);
        Assert.Contains("甲建设集团有限公司 91450300MA5K123401: ", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("certificate", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_events_show_both_names_both_codes_and_the_marks()
    {
        var lines = Events.OfType<BidOpened>().Select(EventText.Describe).ToList();
        Assert.Contains("[NameDiffers, CodeDiffers]: 乙公司 91330100799655058B" + Certified, lines[0]);
        Assert.Contains("[CodeDiffers]: 甲建设集团有限公司 91330100799655058B" + Certified, lines[1]);
        Assert.Contains("opened: 甲建设集团有限公司 91450300MA5K123401, ", lines[2], StringComparison.Ordinal);
    }
}
