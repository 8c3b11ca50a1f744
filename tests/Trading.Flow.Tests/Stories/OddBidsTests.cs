using Trading.Opening;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>Odd contents are nobody's reason to refuse a bid: they are read out and marked, the committee judges.</summary>
public class OddBidsTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    private const string RightToLeft = "\u202Eشركة\u202C 甲 \u200F";
    private const string Rare = "㐀𠮷𪚥 🏗️👷‍♀️ “引号” <b>&amp;";

    [Fact]
    public Task Odd_names_and_odd_amounts_are_read_out_and_marked_and_nothing_is_lost() => TellAsync(async () =>
    {
        using var hall = await Hall.PrepareAsync(Platform, new HallPlan(10));
        var longName = string.Concat(Enumerable.Repeat("长", 499)) + "🏗";
        string[] names = [RightToLeft, Rare, longName, "零元公司", "负数公司", "超限公司", "大小写不符公司"];
        string[] prices = ["700,000.00", "700,000.01", "700,000.02", "0.00", "-1.00", "900,000.01", "700,000.03"];
        var bidders = await Task.WhenAll(names.Select((_, n) => hall.BidderAsync($"证书名{n}")));
        await Task.WhenAll(bidders.Select((bidder, n) => bidder.BidAsync(prices[n], n == 6 ? "壹元整" : n == 4 ? "" : "auto", names[n])));
        // No form at all, and an empty one.
        var (raw, empty) = (await hall.BidderAsync("乱码公司"), await hall.BidderAsync("空白公司"));
        byte[] noise = [0xff, 0xfe, .. "not a form"u8];
        await raw.SubmitAsync(raw.Seal(noise));
        await empty.SubmitAsync(empty.Seal([]));

        var opened = await hall.OpenedAsync(hall.OnlyLot);
        Assert.Equal(9, opened.Bids.Count);
        var byPrice = opened.Bids.Where(b => b.Form is not null).ToDictionary(b => b.Form!.Price.Value);
        foreach (var (name, fen) in names.Zip([70_000_000L, 70_000_001, 70_000_002, 0, -100, 90_000_001, 70_000_003])) Assert.Equal(name, byPrice[fen].Form!.BidderName);
        Assert.Equal([Mark.ZeroPrice], byPrice[0].Marks);
        Assert.Contains(Mark.NegativePrice, byPrice[-100].Marks);
        Assert.Equal([Mark.OverCeiling], byPrice[90_000_001].Marks);
        Assert.Equal([Mark.WordsDiffer], byPrice[70_000_003].Marks);
        Assert.Empty(byPrice[70_000_000].Marks);
        Assert.Equal([[], noise], opened.Bids.Where(b => b.Form is null).Select(b => b.Content).OrderBy(c => c.Length));
        Assert.All(opened.Bids.Where(b => b.Form is null), b => Assert.Contains(Mark.Unparsed, b.Marks));
        await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), await TrusteesDownTests.KitsAsync(bidders.Append(raw)));

        // Whoever sent no readable form can still act: its submission key signs.
        using var client = Platform.Client(raw.Person);
        await client.ActAsync(hall.Id, raw.SignWithSubmissionKey(Act.Attend(hall.Id, hall.OnlyLot, raw.Submission, Bidder.Nonce())), default);
        Assert.Contains(await hall.EventsAsync(), e => e is BidderAttended attended && attended.Submission == raw.Submission);
    });

    [Fact]
    public Task A_commit_that_arrives_in_time_is_in_however_busy_the_server_is() => TellAsync(async () =>
    {
        using var hall = await Hall.PrepareAsync(Platform, new HallPlan(12));
        await hall.BidsAsync(3);
        var slow = await hall.BidderAsync("慢速公司");
        var bid = slow.Seal(slow.Form("777,000.00"), documentBytes: 12_000_000);
        var upload = await slow.BeginAsync(bid);
        var parts = bid.Parts().ToList();
        foreach (var (section, part, octets) in parts.SkipLast(1)) await slow.Client.PutPartAsync(upload, section, part, octets, default);

        // Others load the machine with parts of their own until after the deadline, and never commit.
        var crowd = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => hall.BidderAsync($"拥挤{n}")));
        using var stop = new CancellationTokenSource();
        var load = crowd.Select(bidder => Task.Run(() => LoadAsync(bidder, stop.Token))).ToList();
        await Until.InstantAsync(hall.CloseAt - 1_500_000);
        var (lastSection, lastPart, lastOctets) = parts[^1];
        await slow.Client.PutPartAsync(upload, lastSection, lastPart, lastOctets, default);
        await slow.CommitAsync(upload, bid);
        Assert.True(Crypto.Acknowledgement.TryParse(slow.Answer!.Acknowledgement, out var acknowledgement));
        Assert.True(acknowledgement.AtMicros <= hall.CloseAt);
        await Until.InstantAsync(hall.CloseAt + 1_000_000);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        var opened = await hall.OpenedAsync(hall.OnlyLot);
        Assert.Equal(4, opened.Bids.Count); // what was not committed is deemed withdrawn
        Assert.Contains(opened.Bids, b => b.Form!.Price.Value == 77_700_000);
        await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), await slow.KitAsync());
    });

    private static async Task LoadAsync(Bidder bidder, CancellationToken stop)
    {
        var bid = bidder.Seal(bidder.Form("1.00"), documentBytes: 9_000_000);
        var upload = await bidder.BeginAsync(bid);
        while (!stop.IsCancellationRequested)
            foreach (var (section, part, octets) in bid.Parts()) await bidder.Client.PutPartAsync(upload, section, part, octets, default);
    }
}
