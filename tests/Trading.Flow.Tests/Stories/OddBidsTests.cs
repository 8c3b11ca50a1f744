using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// Odd contents are nobody's reason to refuse a bid: they are read out and marked, the committee judges.
/// </summary>
public class OddBidsTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    private const string RightToLeft = "\u202Eشركة\u202C 甲 \u200F";
    private const string Rare = "㐀𠮷𪚥 🏗️👷‍♀️ “引号” <b>&amp;";
    private static readonly string[] Names =
    [
        RightToLeft,
        Rare,
        string.Concat(Enumerable.Repeat("长", 499)) + "🏗",
        "零元公司",
        "负数公司",
        "超限公司",
        "大小写不符公司",
    ];
    private static readonly string[] Prices =
    [
        "700,000.00",
        "700,000.01",
        "700,000.02",
        "0.00",
        "-1.00",
        "900,000.01",
        "700,000.03",
    ];
    private static readonly byte[] Noise = [0xff, 0xfe, .. "not a form"u8];

    [Fact]
    public Task Odd_names_and_odd_amounts_are_read_out_and_marked_and_nothing_is_lost() =>
        TellAsync(async () =>
        {
            var (hall, (bidders, raw)) = await Hall.InTimeAsync(Platform, new HallPlan(10), BidOddlyAsync);
            using var _ = hall;
            var opened = await hall.OpenedAsync(hall.OnlyLot);
            Assert.Equal(9, opened.Bids.Count);
            var byPrice = opened.Bids.Where(b => b.Form is not null).ToDictionary(b => b.Form!.Price.Value);
            foreach (
                var (name, fen) in Names.Zip([70_000_000L, 70_000_001, 70_000_002, 0, -100, 90_000_001, 70_000_003])
            )
                Assert.Equal(name, byPrice[fen].Form!.BidderName);
            // Each wrote another name than its certificate bears, and that is marked beside the rest.
            Assert.Equal([Mark.ZeroPrice, Mark.NameDiffers], byPrice[0].Marks);
            Assert.Contains(Mark.NegativePrice, byPrice[-100].Marks);
            Assert.Equal([Mark.OverCeiling, Mark.NameDiffers], byPrice[90_000_001].Marks);
            Assert.Equal([Mark.WordsDiffer, Mark.NameDiffers], byPrice[70_000_003].Marks);
            Assert.Equal([Mark.NameDiffers], byPrice[70_000_000].Marks);
            Assert.Equal(
                [
                    [],
                    Noise,
                ],
                opened.Bids.Where(b => b.Form is null).Select(b => b.Content).OrderBy(c => c.Length)
            );
            Assert.All(opened.Bids.Where(b => b.Form is null), b => Assert.Contains(Mark.Unparsed, b.Marks));
            await Verifying.PassesAsync(
                hall,
                await hall.ArchiveAsync("public"),
                await TrusteesDownTests.KitsAsync(bidders.Append(raw))
            );

            // Whoever sent no readable form can still act: its submission key signs.
            using var client = Platform.Client(raw.Person);
            await client.ActAsync(
                hall.Id,
                raw.SignWithSubmissionKey(Act.Attend(hall.Id, hall.OnlyLot, raw.Submission, Bidder.Nonce())),
                default
            );
            await hall.HappenedAsync(
                "the nameless bidder has signed in",
                5,
                e => e is BidderAttended attended && attended.Submission == raw.Submission
            );
        });

    [Fact]
    public Task A_commit_that_arrives_in_time_is_in_however_busy_the_server_is() =>
        TellAsync(async () =>
        {
            using var stop = new CancellationTokenSource();
            var (hall, (slow, load)) = await Hall.InTimeAsync(
                Platform,
                new HallPlan(12),
                h => CommitInTheLastSecondsAsync(h, stop.Token)
            );
            using var _ = hall;
            Assert.True(Crypto.Acknowledgement.TryParse(slow.Answer!.Acknowledgement, out var acknowledgement));
            Assert.True(acknowledgement.AtMicros <= hall.CloseAt);
            await Clock.ReachesAsync(hall.CloseAt + 1_000_000);
            await stop.CancelAsync();
            await load;

            var opened = await hall.OpenedAsync(hall.OnlyLot);
            Assert.Equal(4, opened.Bids.Count); // what was not committed is deemed withdrawn
            Assert.Contains(opened.Bids, b => b.Form!.Price.Value == 77_700_000);
            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), await slow.KitAsync());
        });

    private static async Task<(Bidder[] Bidders, Bidder Raw)> BidOddlyAsync(Hall hall)
    {
        var bidders = await Task.WhenAll(Names.Select((_, n) => hall.BidderAsync($"证书名{n}")));
        await Task.WhenAll(
            bidders.Select(
                (bidder, n) =>
                    bidder.BidAsync(
                        Prices[n],
                        n == 6 ? "壹元整"
                            : n == 4 ? ""
                            : "auto",
                        Names[n]
                    )
            )
        );
        // No form at all, and an empty one.
        var (raw, empty) = (await hall.BidderAsync("乱码公司"), await hall.BidderAsync("空白公司"));
        await raw.SubmitAsync(raw.Seal(Noise));
        await empty.SubmitAsync(empty.Seal([]));
        return (bidders, raw);
    }

    // The last part and the COMMIT come while others load the machine with parts of their own, until after the
    // deadline; they never commit.
    private static async Task<(Bidder Slow, Task Load)> CommitInTheLastSecondsAsync(Hall hall, CancellationToken stop)
    {
        await hall.BidsAsync(3);
        var slow = await hall.BidderAsync("慢速公司");
        var bid = slow.Seal(slow.Form("777,000.00"), documentBytes: 12_000_000);
        var upload = await slow.BeginAsync(bid);
        var parts = bid.Parts().ToList();
        foreach (var (section, part, octets) in parts.SkipLast(1))
            await slow.Client.PutPartAsync(upload, section, part, octets, default);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => hall.BidderAsync($"拥挤{n}")));
        var load = Task.WhenAll(
            crowd.Select(bidder => Task.Run(() => LoadAsync(bidder, stop), CancellationToken.None))
        );
        await Clock.ReachesAsync(hall.CloseAt - 1_500_000);
        await slow.Client.PutPartAsync(upload, parts[^1].Section, parts[^1].Part, parts[^1].Octets, default);
        await slow.CommitAsync(upload, bid);
        return (slow, load);
    }

    private static async Task LoadAsync(Bidder bidder, CancellationToken stop)
    {
        var bid = bidder.Seal(bidder.Form("1.00"), documentBytes: 9_000_000);
        var upload = await bidder.BeginAsync(bid);
        while (!stop.IsCancellationRequested)
            foreach (var (section, part, octets) in bid.Parts())
                await bidder.Client.PutPartAsync(upload, section, part, octets, default);
    }
}
