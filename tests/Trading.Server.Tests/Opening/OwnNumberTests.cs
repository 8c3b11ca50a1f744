using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Opening;
using Trading.Server.People;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// What a bidder is answered depends on its own number alone: neither a tick nor a limit tells how much others have
/// sent.
/// </summary>
public sealed class OwnNumberTests : OwnHall
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var schedule = new TickSchedule(Hall.Policy, Server.Clock.Now);
        // Between two ticks of a minute, where the clock stands: no tick comes while a test sends.
        Server.Clock.Freeze(Hall.CloseAt - 30 * 60_000_000L - 30_000_000L);
        await UntilSealedAsync(schedule.IndexAt(Server.Clock.Now));
    }

    // A tick of 256 slots was full after them, and the bidder's own acknowledgements named the next one.
    [Fact]
    public async Task The_tick_that_is_promised_is_the_same_before_and_behind_256_entries_of_others()
    {
        using var own = new Bidder(Hall, "own");
        var first = await own.SubmitAsync();
        await OthersAsync(persons: 16);
        var ticks = new List<long>();
        for (uint revision = 2; revision <= PersonalLimits.CommitsPerTick; revision++)
            ticks.Add((await own.SubmitAsync(own.Seal(revision))).Tick);
        Assert.All(ticks, tick => Assert.Equal(first.Tick, tick));

        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await (await own.ClientAsync())
            .Get($"/api/receipts/{Convert.ToHexStringLower(first.EntryHash)}")
            .Ok();
        Assert.True(Receipt.TryParse(answer.GetProperty("receipt").GetBytesFromBase64(), out var receipt));
        Assert.Equal((first.Tick, 65_536u, 16), (receipt.Tick, receipt.Slot.SlotCount, receipt.Slot.Path.Length));
        Assert.Equal(
            257 + 15,
            (await Hall.EventsAsync(Hall.Intake)).OfType<TickSealed>().Max(tick => tick.Entries.Count)
        );
    }

    [Fact]
    public async Task The_seventeenth_commit_between_two_ticks_is_refused_whatever_others_sent()
    {
        using var alone = new Bidder(Hall, "alone");
        var (answer, _, _) = await SeventeenAsync(alone);
        await OthersAsync(persons: 4);
        using var among = new Bidder(Hall, "among");
        var (same, first, seventeenth) = await SeventeenAsync(among);
        Assert.Equal(answer, same);

        // Signing in again is the same person; what was accepted is answered again; another person is not concerned.
        using var again = await Server.Client(among.Person).SignInAsync();
        Assert.Equal((429, "LimitReached"), await again.Post($"/api/uploads/{seventeenth.Id}/commit", null).Refused());
        await Bidder.AcknowledgedAsync(again.Post($"/api/uploads/{first.Id}/commit", null));
        using var other = new Bidder(Hall, "other");
        await other.SubmitAsync();

        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        Server.Clock.Freeze(Server.Clock.Now);
        await Bidder.AcknowledgedAsync(await among.CommitAsync(seventeenth));
    }

    // A withdrawal names nobody whose number it could be counted by; each needs an envelope that was counted.
    [Fact]
    public async Task Whoever_may_send_no_more_may_withdraw_and_there_are_never_more_withdrawals_than_envelopes()
    {
        using var bidder = new Bidder(Hall, "b");
        await SeventeenAsync(bidder);
        await Bidder.AcknowledgedAsync(await bidder.WithdrawAsync(17));
        Assert.Equal((404, "NotFound"), await (await bidder.WithdrawAsync(18)).Refused());
        Assert.Equal(
            PersonalLimits.CommitsPerTick + 1,
            (await Hall.EventsAsync(Hall.Received)).OfType<CommitStamped>().Count()
        );
    }

    [Fact]
    public async Task The_sixty_fifth_open_upload_is_refused_until_one_is_committed()
    {
        using var bidder = new Bidder(Hall, "b");
        var first = bidder.Seal();
        await bidder.DeclareAsync(first);
        for (uint revision = 2; revision <= PersonalLimits.OpenUploads; revision++)
            await bidder.DeclareAsync(bidder.Seal(revision));
        var (client, next) = (await bidder.ClientAsync(), bidder.Seal(65));
        Assert.Equal(
            (429, "LimitReached"),
            await client.Post($"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/uploads", next.Declaration).Refused()
        );
        await bidder.UploadAsync(first); // declared before: it is no further one
        await Bidder.AcknowledgedAsync(await bidder.CommitAsync(first));
        await bidder.DeclareAsync(next);
    }

    [Fact]
    public void Each_limit_counts_a_persons_own_entries_of_a_lot_once()
    {
        var limits = new PersonalLimits(Server.Clock);
        var (one, two) = (CallerOf("one"), CallerOf("two"));
        for (var i = 0; i < PersonalLimits.CommitsPerLot; i++)
            Assert.True(limits.TryCommit(one, Hall.Policy, $"{i}", i / PersonalLimits.CommitsPerTick));
        Assert.False(limits.TryCommit(one, Hall.Policy, "next", 1_000));
        Assert.True(limits.TryCommit(one, Hall.Policy, "7", 1_000));
        Assert.True(limits.TryCommit(two, Hall.Policy, "next", 1_000));
        Assert.True(limits.TryCommit(one, Hall.Policy with { Lot = "2" }, "next", 1_000));

        for (var i = 0; i < PersonalLimits.OpenUploads; i++)
            Assert.True(limits.TryDeclare(two, Hall.Policy, $"u{i}", 1));
        Assert.False(limits.TryDeclare(two, Hall.Policy, "one more", 1));
        Assert.True(limits.TryDeclare(two, Hall.Policy, "u0", 1));
        Assert.True(limits.TryCommit(two, Hall.Policy, "u0", 1_001));
        Assert.True(limits.TryDeclare(two, Hall.Policy, "one more", 1));

        var large = CallerOf("large");
        Assert.True(limits.TryDeclare(large, Hall.Policy, "all", PersonalLimits.DeclaredBytes));
        Assert.False(limits.TryDeclare(large, Hall.Policy, "a byte", 1));
    }

    private static Caller CallerOf(string name) =>
        new(SignInKind.Certificate, "", System.Text.Encoding.UTF8.GetBytes(name.PadRight(65)));

    // Each of them sends as much as one person may between two ticks.
    private async Task OthersAsync(int persons) =>
        await Task.WhenAll(
            Enumerable
                .Range(0, persons)
                .Select(async i =>
                {
                    using var other = new Bidder(Hall, $"other {i}");
                    for (uint revision = 1; revision <= PersonalLimits.CommitsPerTick; revision++)
                        await other.SubmitAsync(other.Seal(revision));
                })
        );

    private static async Task<(string Answer, Bidder.Envelope First, Bidder.Envelope Seventeenth)> SeventeenAsync(
        Bidder bidder
    )
    {
        var envelopes = Enumerable
            .Range(1, PersonalLimits.CommitsPerTick + 1)
            .Select(revision => bidder.Seal((uint)revision))
            .ToList();
        foreach (var envelope in envelopes.SkipLast(1))
            await bidder.SubmitAsync(envelope);
        await bidder.UploadAsync(envelopes[^1]);
        using var answer = await await bidder.CommitAsync(envelopes[^1]);
        Assert.Equal(429, (int)answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        return (
            System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", ""),
            envelopes[0],
            envelopes[^1]
        );
    }

    private Task UntilSealedAsync(long ticks) =>
        Until.TrueAsync(
            $"{ticks} ticks are sealed",
            Server.Patience(40),
            async () => await Server.Log!.HeadAsync(Hall.Intake) >= ticks
        );
}
