using Trading.Crypto;
using Trading.Evaluation.Requests;

namespace Trading.Cli.Tests;

/// <summary>
/// The file of a draw: each value that cannot be is named with its key and a form that would do; what is not said has
/// its usual value.
/// </summary>
public sealed class PrepareDrawTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("trading-draw-file-").FullName;

    [Fact]
    public void What_a_file_leaves_out_has_its_usual_value()
    {
        var draft = Read(Sound).ToDraft(Now, drawsInSeconds: null);
        Assert.Equal(Micros(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero)), draft.DrawAt);
        Assert.Equal(draft.DrawAt + 3_600_000_000, draft.RoomAt);
        Assert.Equal((DrawRules.ProcurementGoods, 1, 123_456L), (draft.Rules, draft.ReserveDepth, draft.BudgetFen));
    }

    [Fact]
    public void A_draw_in_some_seconds_moves_the_draw_and_not_the_room()
    {
        var draft = Read(Sound).ToDraft(Now, drawsInSeconds: 90);
        Assert.Equal(Micros(Now.AddSeconds(90)), draft.DrawAt);
        Assert.Equal(Micros(new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero)), draft.RoomAt);
    }

    [Theory]
    [InlineData("\"seats\": 5", "\"seats\": 51", "seats cannot be 51")]
    [InlineData("A08", "a08", "specialities cannot be a08")]
    [InlineData("91459900900000001A", "91459900900000001B", "buyerUnit cannot be 91459900900000001B")]
    [InlineData("\"3 号门\"", "\"\"", "place cannot be")]
    [InlineData("450300", "990000", "regions cannot be 990000")]
    [InlineData("\"custody\": \"Single\",", "", "who holds the trustees")]
    [InlineData("2026-12-01T11:00:00+08:00", "2026-11-01T11:00:00+08:00", "has passed")]
    [InlineData("2026-12-01T11:00:00+08:00", "2026-12-01T11:00:00", "no offset")]
    [InlineData("\"Senior\"", "3", "is unknown there, or has another form")]
    [InlineData("\"rules\": \"procurement-goods\"", "\"rules\": \"harbour\"", "no rules harbour")]
    [InlineData("1,234.56", "1,2345.6", "The budget")]
    [InlineData("\"place\"", "\"plaza\"", "plaza is unknown there")]
    public void What_cannot_be_is_named(string sound, string broken, string said)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        var text = Sound.Replace(sound, broken, StringComparison.Ordinal);
        var refused = Assert.Throws<CommandException>(() => Read(text).ToDraft(Now, drawsInSeconds: null));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.NextStep);
    }

    [Fact]
    public void A_wrong_identity_number_is_named_by_its_place_and_not_shown()
    {
        var text = Sound.Replace("459900196001010007", "459900196001010008", StringComparison.Ordinal);
        var refused = Assert.Throws<CommandException>(() => Read(text).ToDraft(Now, drawsInSeconds: null));
        Assert.Contains("number 1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("459900", refused.Message + refused.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_of_a_gate_has_its_sentence_in_both_languages()
    {
        foreach (var reason in Enum.GetValues<RequestReason>())
        {
            var refusal = new RequestRefusal(reason, "spec:draw", Found: 5400, Bound: 1800);
            var (english, chinese) = (DrawWords.English.Of(refusal), DrawWords.Chinese.Of(refusal));
            Assert.EndsWith(".", english, StringComparison.Ordinal);
            Assert.EndsWith("。", chinese, StringComparison.Ordinal);
            Assert.DoesNotContain(chinese, c => char.IsAsciiLetter(c));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private DrawFile Read(string text)
    {
        var path = Path.Combine(folder, "draw.json");
        File.WriteAllText(path, text);
        return DrawFile.Read(path);
    }

    private static long Micros(DateTimeOffset at) =>
        (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private const string Sound = """
        { "rules": "procurement-goods", "budget": "1,234.56",
          "groups": [ { "specialities": ["A08"], "least": "Senior", "seats": 5 } ],
          "buyerUnit": "91459900900000001A", "avoidedPersons": ["459900196001010007"], "regions": ["450300"],
          "roomAt": "2026-12-01T11:00:00+08:00", "place": "3 号门", "custody": "Single",
          "supervisor": "supervisor.der" }
        """;
}
