using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Opening.Tests;

/// <summary>
/// tests/vectors/opening/terms.json: terms of versions 2 to 4, whose bytes and hashes were made from the
/// specification by hand. What has no one spelling, or breaks a limit, is refused by every reader.
/// </summary>
public class TermsVectorTests
{
    private sealed record Vectors(string Format, Whole[] Terms, Broken[] Refused);

    private sealed record Whole(string Name, SessionTerms Value, byte[] Bytes, byte[] Hash);

    private sealed record Broken(string Name, SessionTerms Value);

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Vectors All = JsonSerializer.Deserialize<Vectors>(
        File.ReadAllBytes(Path.Combine(EventCodecTests.Root(), "tests", "vectors", "opening", "terms.json")),
        Strict
    )!;

    public static TheoryData<string> Good => [.. All.Terms.Select(one => one.Name)];

    public static TheoryData<string> Bad => [.. All.Refused.Select(one => one.Name)];

    [Theory, MemberData(nameof(Good))]
    public void Terms_have_the_bytes_that_were_made_by_hand(string name)
    {
        var one = All.Terms.Single(t => t.Name == name);
        Assert.Null(Terms.Check(one.Value));
        Assert.Equal(one.Bytes, Terms.ToBytes(one.Value));
        Assert.Equal(one.Hash, Terms.Hash(TestLock.Suite, one.Value));
        Assert.Equal((one.Bytes[0], (byte)2), (one.Value.Version, one.Value.PolicyVersion));
    }

    [Theory, MemberData(nameof(Good))]
    public void An_event_holds_them_and_gives_them_back(string name)
    {
        var terms = All.Terms.Single(t => t.Name == name).Value;
        var (type, bytes) = EventCodec.Encode(new SessionPrepared(1, World.One.Id, terms, []));
        var read = ((SessionPrepared)EventCodec.DecodeSession(type, bytes)).Terms;
        Assert.True(Terms.Same(terms, read));
        Assert.Equal(terms.Lots.Select(terms.ScoringOf), read.Lots.Select(read.ScoringOf));
    }

    [Theory, MemberData(nameof(Bad))]
    public void Terms_that_are_not_in_their_one_spelling_are_refused(string name)
    {
        var terms = All.Refused.Single(t => t.Name == name).Value;
        Assert.NotNull(Terms.Check(terms));
        Assert.NotNull(Decider.Decide(new Session.None(), new Prepare(1, World.One.Id, terms, [])).Refusal);
    }

    [Fact]
    public void All_texts_together_have_a_limit_and_a_lone_surrogate_has_no_bytes()
    {
        var terms = All.Terms[0].Value;
        Assert.Null(Terms.Check(With(terms, 16)));
        Assert.NotNull(Terms.Check(With(terms, 17)));
        Assert.NotNull(Terms.Check(With(terms, 1) with { Scoring = ["\ud842"] }));
    }

    [Fact]
    public void The_largest_publication_fits_into_an_event()
    {
        // Line feeds take two bytes each in an event; policies are as many bytes again as 64 with 32 trustees.
        var texts = Enumerable
            .Range(1, 16)
            .Select(i => new string('\n', Terms.MostScoringBytes - i) + new string(' ', i));
        var largest = With(All.Terms[0].Value, 16) with { Scoring = [.. texts] };
        Assert.Null(Terms.Check(largest));
        var policies = Enumerable.Repeat(new byte[8 << 10], Terms.MostLots).ToList();
        var (_, bytes) = EventCodec.Encode(new SessionPrepared(1, World.One.Id, largest, policies));
        Assert.InRange(bytes.Length, 1 << 20, 2 << 20);
    }

    // So many lots, each with a text of its own of the largest size.
    private static SessionTerms With(SessionTerms terms, int lots) =>
        terms with
        {
            Lots = [.. Enumerable.Range(1, lots).Select(i => new LotTerms($"l{i}", "t", PriceKind.Amount, 0, 2, i))],
            Scoring = [.. Enumerable.Range(0, lots).Select(i => (char)('a' + i) + new string('x', (16 << 10) - 1))],
        };
}
