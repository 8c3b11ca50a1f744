using Trading.Server.Locks;

namespace Trading.Server.Tests.Locks;

/// <summary>Which wants go into an answer of the inbox, and in which order.</summary>
public class WantQueueTests
{
    private const long Second = 1_000_000;
    private const long Now = 1_000_000 * Second;
    private static readonly byte[] Nothing = [];

    [Fact]
    public void The_hour_comes_before_heads_and_heads_before_ceremonies()
    {
        Offer[] offers =
        [
            Policy("a", "1", Now + Second),
            Head("a", "2", Now + Second),
            Of(new ReleaseWant("a", "3", "", [], []), Now - Second),
            Of(new AttestWant("a", "4", 1, new byte[32], new byte[64]), Now - Second),
            Freeze("a", "5", Now - Second),
        ];
        Assert.Equal(["5", "4", "3", "2", "1"], LotsOf(offers));
    }

    [Fact]
    public void In_a_session_the_nearest_deadline_comes_first() =>
        Assert.Equal(
            ["b", "c", "a"],
            LotsOf([
                Policy("s", "a", Now + 3 * Second),
                Policy("s", "b", Now + Second),
                Policy("s", "c", Now + 2 * Second),
            ])
        );

    [Fact]
    public void A_freeze_that_is_late_already_waits_with_the_heads() =>
        Assert.Equal(
            ["timely", "release", "late"],
            LotsOf([
                Freeze("s", "late", Now - 8 * Second),
                Of(new ReleaseWant("s", "release", "", [], []), Now - Second),
                Freeze("s", "timely", Now - 6 * Second),
            ])
        );

    [Fact]
    public void A_lock_that_a_freeze_waits_for_comes_with_the_freezes() =>
        Assert.Equal(
            ["past", "head", "ahead"],
            LotsOf([
                Of(new LockWant("s", "ahead", 0, Nothing), Now + Second),
                Head("s", "head", Now + Second),
                Of(new LockWant("s", "past", 0, Nothing), Now - Second),
            ])
        );

    [Fact]
    public void Publishers_take_turns_and_so_do_the_sessions_of_each()
    {
        var hog = Enumerable
            .Range(0, 20)
            .SelectMany(session =>
                Enumerable.Range(0, 64).Select(lot => Policy($"hog-{session}", $"{lot}", Now + Second, "hog"))
            );
        var offers = hog.Append(Policy("own", "1", Now + 3_600 * Second, "honest"))
            .Append(Policy("hog-late", "1", Now + 7_200 * Second, "hog"))
            .ToList();
        var chosen = WantQueue.Choose(offers, Now);
        Assert.Equal(WantQueue.MostWants, chosen.Count);
        Assert.Contains(chosen.Take(2), offer => offer.Want.Session == "own");
        Assert.Contains(chosen, offer => offer.Want.Session == "hog-late");
        Assert.Equal(
            21,
            chosen.Where(offer => offer.Publisher == "hog").Select(offer => offer.Want.Session).Distinct().Count()
        );
    }

    [Fact]
    public void Neither_the_hour_nor_ceremonies_nor_heads_can_take_every_place()
    {
        var offers = Enumerable
            .Range(0, 200)
            .SelectMany(i =>
                new[]
                {
                    Freeze("s", $"f{i}", Now - Second),
                    Head("s", $"h{i}", Now + Second),
                    Policy("s", $"p{i}", Now + Second),
                }
            )
            .ToList();
        var chosen = WantQueue.Choose(offers, Now);
        Assert.Equal(
            (32, 16, 16),
            (
                chosen.Count(o => o.Want is FreezeWant),
                chosen.Count(o => o.Want is CosignWant),
                chosen.Count(o => o.Want is PolicyWant)
            )
        );
        Assert.Equal(
            WantQueue.MostWants,
            WantQueue.Choose([.. offers.Where(offer => offer.Want is PolicyWant)], Now).Count
        );
    }

    [Fact]
    public void Wants_that_never_end_go_out_ever_more_seldom_and_keep_nobody_out()
    {
        var endless = Enumerable.Range(0, 1_280).Select(i => Policy("hog", $"{i}", Now + Second)).ToList();
        long now = Now,
            answers = 0;
        for (; now < Now + 600 * Second; now += Second / 10)
        {
            if (!endless.Exists(offer => offer.IsAwake(now)))
                continue;
            answers++;
            foreach (var offer in WantQueue.Choose(endless, now))
                offer.GoOut(now);
        }
        // Each at most once in half a minute, 64 at a time.
        Assert.InRange(answers, 1, 20 * 30);
        Offer[] fresh = [Policy("own", "1", Now + 3_600 * Second, "hog")];
        Assert.Contains(WantQueue.Choose([.. endless, .. fresh], now), offer => offer.Want.Session == "own");
        // And none is forgotten: with nothing awake the one that rested longest comes first.
        Assert.All(endless, offer => Assert.True(offer.AwakeAt > now - 31 * Second));
    }

    [Fact]
    public void An_answer_is_bounded_in_bytes_and_never_empty()
    {
        var large = Enumerable
            .Range(0, 10)
            .Select(i => Of(new LockWant("s", $"{i}", 0, new byte[1 << 20]), Now + i * Second))
            .ToList();
        Assert.Equal(3, WantQueue.Choose(large, Now).Count);
        Assert.Single(WantQueue.Choose([Of(new LockWant("s", "1", 0, new byte[5 << 20]), Now), .. large], Now));
    }

    private static string[] LotsOf(Offer[] offers) =>
        [.. WantQueue.Choose(offers, Now).Select(offer => offer.Want.Lot)];

    private static Offer Policy(string session, string lot, long closeAt, string publisher = "p") =>
        Of(new PolicyWant(session, lot, Nothing), closeAt, publisher);

    private static Offer Head(string session, string lot, long closeAt) =>
        Of(new CosignWant(session, lot, ""), closeAt);

    private static Offer Freeze(string session, string lot, long closeAt) =>
        Of(new FreezeWant(session, lot, "", [], []), closeAt);

    private static Offer Of(TrusteeWant want, long closeAt, string publisher = "p") =>
        new(want, closeAt, closeAt + 7 * Second, publisher);
}
