namespace Trading.Flow.Tests.Secrecy;

/// <summary>The comparison itself: what it forgives, and that it forgives nothing else.</summary>
public class TranscriptTests
{
    private const string Head =
        "intake.0123456789abcdef0123456789abcdef.lot-1\n5\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq=\n";

    [Fact]
    public void Random_bytes_times_and_addresses_are_no_difference()
    {
        var one = Told(
            "http://127.0.0.1:5001/ at 1790000000000001 2026-01-02T03:04:05.678Z",
            new string('a', 44),
            "ETag: 00112233445566778899aabbccddeeff"
        );
        var other = Told(
            "http://127.0.0.1:5002/ at 1790000000999999 2026-01-02T03:04:09.1Z",
            new string('b', 44),
            "ETag: ffeeddccbbaa99887766554433221100"
        );
        Assert.Empty(Transcript.Differences(one, other));
    }

    [Theory]
    [InlineData("{\"height\":3}", "{\"height\":30}")]
    [InlineData("{\"height\":3}", "{\"height\":4}")]
    [InlineData("{\"state\":\"pending\"}", "{\"state\":\"pending\",\"waiting\":null}")]
    [InlineData("202 | Retry-After: 1 | ", "202 | ")]
    [InlineData(
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    )]
    public void A_number_a_field_a_header_or_a_length_is_a_difference(string few, string many) =>
        Assert.Single(Transcript.Differences(Told(few), Told(many)));

    [Fact]
    public void One_more_answer_is_a_difference() =>
        Assert.Single(Transcript.Differences(Told("tick"), Told("tick", "tick")));

    [Fact]
    public void A_request_that_only_one_platform_answers_is_a_difference()
    {
        var other = Told("tick");
        other.Add("metrics", "");
        Assert.Single(Transcript.Differences(Told("tick"), other));
    }

    [Fact]
    public void A_number_inside_a_base64_run_is_a_difference()
    {
        var (five, six) = (Base64(Head), Base64(Head.Replace("\n5\n", "\n6\n", StringComparison.Ordinal)));
        Assert.Equal(five.Length, six.Length);
        Assert.Single(Transcript.Differences(Told(five), Told(six)));
    }

    [Fact]
    public void Who_asks_often_keeps_changes_only()
    {
        var often = new Transcript();
        foreach (var answer in new[] { "1", "1", "2", "2", "1" })
            often.AddChange("inbox", answer);
        Assert.Equal(3, often.Count);
    }

    private static string Base64(string text) =>
        Convert.ToBase64String([0, 0, 0, 9, .. System.Text.Encoding.ASCII.GetBytes(text), 255, 254]);

    private static Transcript Told(params string[] answers)
    {
        var told = new Transcript(("127.0.0.1:5001", "{host}"), ("127.0.0.1:5002", "{host}"));
        foreach (var answer in answers)
            told.Add("public GET /api/sessions", answer);
        return told;
    }
}
