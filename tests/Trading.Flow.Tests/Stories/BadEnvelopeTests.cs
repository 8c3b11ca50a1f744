using System.Net;
using System.Security.Cryptography;
using Trading.Cli;
using Trading.Crypto;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// Wrong, cut, swapped, repeated and late envelopes over real HTTP: each has its answer, and the others' session goes
/// on.
/// </summary>
public class BadEnvelopeTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    [Fact]
    public Task Every_wrong_envelope_has_its_answer_and_the_session_goes_on() =>
        TellAsync(async () =>
        {
            using var other = await Hall.PrepareAsync(Platform, new HallPlan(60));
            var plan = new HallPlan(14, HallPlan.OneLot, HallPlan.OneLot with { Lot = "lot-2" });
            var (hall, (good, bidder, replacement, upload)) = await Hall.InTimeAsync(
                Platform,
                plan,
                h => ComeWithEverythingWrongAsync(h, other)
            );
            using var _ = hall;

            // Late by whatever a click takes: refused, and a late replacement leaves the earlier bid as it was.
            await Clock.ReachesAsync(hall.CloseAt + 1_000);
            var late = await Record.ExceptionAsync(() => bidder.CommitAsync(upload, replacement));
            if (late is not null)
                await RefusedAsync(
                    HttpStatusCode.Conflict,
                    Reason.TooLate,
                    "bidding-reg:36",
                    () => Task.FromException(late)
                );

            var opened = await hall.OpenedAsync("lot-1");
            Assert.Equal(4, opened.Bids.Count);
            // Where the platform stood still over the deadline it makes up for that, and says so.
            if (late is null)
                Assert.NotEmpty((await hall.StateAsync()).Standstills);
            Assert.Contains(opened.Bids, b => b.Form!.Price.Value == (late is null ? 78_000_000 : 79_000_000));
            // What was taken is there already; nothing else begins any more.
            var another = late is null ? bidder.Seal(bidder.Form("770,000.00")) : replacement;
            await RefusedAsync(
                HttpStatusCode.Conflict,
                Reason.TooLate,
                "bidding-reg:36",
                () => bidder.BeginAsync(another)
            );
            await Verifying.PassesAsync(
                hall,
                await hall.ArchiveAsync("public"),
                await TrusteesDownTests.KitsAsync(good.Append(bidder))
            );
        });

    private static async Task<(
        Bidder[] Good,
        Bidder Careless,
        Sealed Replacement,
        string Upload
    )> ComeWithEverythingWrongAsync(Hall hall, Hall other)
    {
        var good = await hall.BidsAsync(3, "lot-1");
        var bidder = await hall.BidderAsync("粗心公司", "lot-1");
        var bid = bidder.Seal(bidder.Form("790,000.00"), documentBytes: 9_000_000);

        await HeadersAsync(bidder, bid);
        await OtherLocksAsync(hall, other, bidder);
        await PartsAsync(bidder, bid);
        var (first, again) = await DoubleClickAsync(bidder, bid);
        Assert.Equal(first.EntryHash, again.EntryHash);
        Assert.Equal(first.Acknowledgement, again.Acknowledgement);
        await RevisionsAsync(bidder, good[0]);
        var replacement = bidder.Seal(bidder.Form("780,000.00"));
        return (good, bidder, replacement, await bidder.UploadAsync(replacement));
    }

    // Cut, longer, one byte changed, another suite: none of them is a header.
    private static async Task HeadersAsync(Bidder bidder, Sealed bid)
    {
        var suite = (byte[])bid.Header.Clone();
        (suite[4], suite[5]) = (0x01, 0x01);
        var flipped = (byte[])bid.Header.Clone();
        flipped[50] ^= 1;
        foreach (var header in new[] { bid.Header[..^1], [.. bid.Header, 0], bid.Header[..11], [], suite, flipped })
            await RefusedAsync(
                HttpStatusCode.BadRequest,
                Reason.Malformed,
                "spec:http",
                () =>
                    bidder.Client.BeginUploadAsync(bidder.Hall.Id, bidder.Lot, header, bid.Envelope.PartRoots, default)
            );
        // Roots that do not belong to the header; a header that promises more than the format takes is refused as a
        // header.
        var roots = bid
            .Envelope.PartRoots.Select(section => section.Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray())
            .ToArray();
        await RefusedAsync(
            HttpStatusCode.BadRequest,
            Reason.Malformed,
            "spec:http",
            () => bidder.Client.BeginUploadAsync(bidder.Hall.Id, bidder.Lot, bid.Header, roots, default)
        );
        // More than a declaration may have.
        await RefusedAsync(
            HttpStatusCode.RequestEntityTooLarge,
            null,
            null,
            () => bidder.Client.BeginUploadAsync(bidder.Hall.Id, bidder.Lot, new byte[1 << 20], roots, default)
        );
    }

    // Sealed for another lot or session, or for a key of somebody's own: replayed here it is for another lock.
    private static async Task OtherLocksAsync(Hall hall, Hall other, Bidder bidder)
    {
        var elsewhere = await other.BidderAsync("别处公司");
        var nextDoor = await hall.BidderAsync("隔壁公司", "lot-2");
        foreach (var stranger in new[] { elsewhere, nextDoor })
        {
            var replayed = stranger.Seal(stranger.Form("1.00"));
            await RefusedAsync(
                HttpStatusCode.BadRequest,
                Reason.WrongLock,
                "spec:envelope",
                () => bidder.BeginAsync(replayed)
            );
        }
        var ownLock = bidder.Seal(
            bidder.Form("1.00"),
            change: request => request with { LockId = RandomNumberGenerator.GetBytes(32) }
        );
        await RefusedAsync(
            HttpStatusCode.BadRequest,
            Reason.WrongLock,
            "spec:envelope",
            () => bidder.BeginAsync(ownLock)
        );
    }

    // Parts: cut, too long, other bytes, swapped, twice, missing at the COMMIT.
    private static async Task PartsAsync(Bidder bidder, Sealed bid)
    {
        var upload = await bidder.BeginAsync(bid);
        Assert.Equal(upload, await bidder.BeginAsync(bid));
        var parts = bid.Parts().ToList();
        var (section, part, octets) = parts[1];
        Assert.Equal(ChunkedPayload.PartBytes, octets.Length);
        await RefusedAsync(
            HttpStatusCode.Conflict,
            Reason.Incomplete,
            "e-bidding:27",
            () => bidder.CommitAsync(upload, bid)
        );
        await RefusedAsync(
            HttpStatusCode.BadRequest,
            Reason.Malformed,
            "spec:http",
            () => bidder.Client.PutPartAsync(upload, section, part, octets.AsMemory(0, 100), default)
        );
        await RefusedAsync(
            HttpStatusCode.RequestEntityTooLarge,
            null,
            null,
            () => bidder.Client.PutPartAsync(upload, section, part, new byte[octets.Length + 1], default)
        );
        await RefusedAsync(
            HttpStatusCode.Conflict,
            Reason.Conflict,
            "spec:envelope",
            () => bidder.Client.PutPartAsync(upload, section, part, new byte[octets.Length], default)
        );
        await RefusedAsync(
            HttpStatusCode.NotFound,
            Reason.NotFound,
            "spec:http",
            () => bidder.Client.PutPartAsync(upload, 7, 0, octets, default)
        );
        // Another part's bytes, whole and right, in this one's place.
        Assert.Equal(octets.Length, parts[2].Octets.Length);
        await RefusedAsync(
            HttpStatusCode.Conflict,
            Reason.Conflict,
            "spec:envelope",
            () => bidder.Client.PutPartAsync(upload, section, part, parts[2].Octets, default)
        );
        foreach (var (s, p, bytes) in parts)
            await bidder.Client.PutPartAsync(upload, s, p, bytes, default);
        Assert.DoesNotContain(true, (await bidder.Client.MissingAsync(upload, default)).SelectMany(m => m));
        // Twice the same is nothing; twice with other bytes is a conflict, and the first bytes stand.
        await bidder.Client.PutPartAsync(upload, section, part, octets, default);
        var other = (byte[])octets.Clone();
        other[^1] ^= 1;
        await RefusedAsync(
            HttpStatusCode.Conflict,
            Reason.Conflict,
            "spec:envelope",
            () => bidder.Client.PutPartAsync(upload, section, part, other, default)
        );
    }

    private static async Task<(CommitAnswer First, CommitAnswer Again)> DoubleClickAsync(Bidder bidder, Sealed bid)
    {
        var upload = await bidder.BeginAsync(bid);
        var answers = await Task.WhenAll(bidder.CommitAsync(upload, bid), bidder.CommitAsync(upload, bid));
        Assert.Equal(answers[0].EntryHash, (await bidder.CommitAsync(upload, bid)).EntryHash);
        return (answers[0], answers[1]);
    }

    // A revision that was skipped, one that was used, and somebody else's submission id.
    private static async Task RevisionsAsync(Bidder bidder, Bidder victim)
    {
        var skipped = bidder.Seal(bidder.Form("1.00"), change: request => request with { Revision = 3 });
        var upload = await bidder.UploadAsync(skipped);
        await RefusedAsync(
            HttpStatusCode.Conflict,
            Reason.WrongRevision,
            null,
            () => bidder.CommitAsync(upload, skipped)
        );
        var stolen = bidder.Seal(
            bidder.Form("1.00"),
            change: request => request with { SubmissionId = victim.SubmissionId, Revision = 2 }
        );
        upload = await bidder.UploadAsync(stolen);
        await RefusedAsync(
            HttpStatusCode.Conflict,
            Reason.WrongRevision,
            null,
            () => bidder.CommitAsync(upload, stolen)
        );
    }

    internal static async Task RefusedAsync(HttpStatusCode status, Reason? reason, string? rule, Func<Task> wish)
    {
        var refusal = await Assert.ThrowsAsync<ApiException>(wish);
        Assert.Equal(
            (status, reason?.ToString() ?? refusal.Reason, rule ?? refusal.Rule),
            (refusal.Status, refusal.Reason, refusal.Rule)
        );
    }
}
