using System.Text.Json;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// Withdrawals that come after the deadline: what is told before the freeze, when they are said again, and in a lot
/// that failed.
/// </summary>
public sealed class RevocationTests : OwnHall
{
    [Fact]
    public async Task Between_deadline_and_freeze_it_is_told_that_it_came_late_and_what_comes_next()
    {
        using var bidder = new Bidder(Hall, "b");
        using var gone = new Bidder(Hall, "gone");
        await bidder.SubmitAsync();
        await gone.SubmitAsync();
        await (await gone.WithdrawAsync(2)).Ok();
        // A millisecond late; the drain waits half a second.
        Server.Clock.Freeze(Hall.CloseAt + 1_000);
        var (status, problem) = await ProblemAsync(bidder.Withdrawal(2));
        Assert.Equal(
            (409, "TooEarly", "bidding-reg:35", "wait-for-freeze"),
            (status, problem[0], problem[1], problem[2])
        );
        Assert.Contains("came after the deadline and withdrew nothing", problem[3], StringComparison.Ordinal);
        Assert.Contains("revocation (撤销)", problem[3], StringComparison.Ordinal);

        // Only its own key learns of it; and what would be refused anyway is refused as before the deadline.
        using var stranger = new Bidder(Hall, "stranger");
        (status, problem) = await ProblemAsync(stranger.Withdrawal(2));
        Assert.Equal((404, "NotFound", "check-submission-kit"), (status, problem[0], problem[2]));
        (status, problem) = await ProblemAsync(bidder.Withdrawal(7));
        Assert.Equal((409, "WrongRevision", "use-newest-kit"), (status, problem[0], problem[2]));
        (status, problem) = await ProblemAsync(gone.Withdrawal(4));
        Assert.Equal((404, "NotFound", "already-withdrawn"), (status, problem[0], problem[2]));
    }

    [Fact]
    public async Task Said_again_it_gets_the_height_of_its_own_event_and_another_statement_is_refused()
    {
        var bidders = await BidAsync(5);
        await FreezeAsync();
        var (first, second) = (bidders[0].Withdrawal(2), bidders[1].Withdrawal(2));
        var height = await HeightAsync(first);
        Assert.True(await HeightAsync(second) > height);
        Assert.Equal(height, await HeightAsync(first));
        foreach (var revision in new uint[] { 1, 2, 3 })
        {
            var (status, problem) = await ProblemAsync(bidders[0].Withdrawal(revision));
            Assert.Equal((409, "Conflict", "already-revoked"), (status, problem[0], problem[2]));
        }
        foreach (var trustee in Server.Trustees)
            trustee.Start();
        await Anybody.UntilAsync(Hall.Id, Hall.Lot, "opened");
        Assert.Equal(height, await HeightAsync(first));
    }

    [Fact]
    public async Task In_a_failed_lot_the_bid_stays_sealed_and_there_is_nothing_to_withdraw()
    {
        var bidders = await BidAsync(2);
        Hall.Close();
        await Anybody.UntilAsync(Hall.Id, Hall.Lot, "failed");
        var (status, problem) = await ProblemAsync(bidders[0].Withdrawal(2));
        Assert.Equal(
            (409, "WrongPhase", "bidding-reg:44", "stays-sealed"),
            (status, problem[0], problem[1], problem[2])
        );
        Assert.Contains("stays sealed for ever", problem[3], StringComparison.Ordinal);
    }

    // Acts are said again as revocations are.
    [Fact]
    public async Task An_act_said_again_gets_the_height_of_its_own_event()
    {
        var bidders = await BidAsync(3);
        Hall.Close();
        await Anybody.UntilAsync(Hall.Id, Hall.Lot, "opened");
        var attend = Attend(bidders[0]);
        var height = await ActAsync(attend);
        // Partial openings of the third trustee may come between the two.
        Assert.InRange(await ActAsync(Attend(bidders[1])), height + 1, height + 2);
        Assert.Equal(height, await ActAsync(attend));
        Assert.Equal(height, await ActAsync(Attend(bidders[0]))); // signed anew: it is true already
        var objection = bidders[2].Person.Sign(Act.Object(Hall.Id, Hall.Lot, bidders[2].Id, "为什么?", new byte[16]));
        var raised = await ActAsync(objection);
        var answered = await ActAsync(
            Server.Host.Sign(
                Act.Answer(
                    Hall.Id,
                    Hall.Lot,
                    Act.Id(Trading.Crypto.Suite.P256, objection.Statement),
                    "因为。",
                    new byte[16]
                )
            )
        );
        Assert.Equal((raised, height), (await ActAsync(objection), await ActAsync(attend)));
        Assert.True(answered > raised);
    }

    private SignedAct Attend(Bidder bidder) =>
        bidder.Person.Sign(
            Act.Attend(Hall.Id, Hall.Lot, bidder.Id, System.Security.Cryptography.RandomNumberGenerator.GetBytes(16))
        );

    private async Task<IReadOnlyList<Bidder>> BidAsync(int count)
    {
        var bidders = Enumerable.Range(0, count).Select(i => Keep(new Bidder(Hall, $"b{i}"))).ToList();
        foreach (var bidder in bidders)
            await bidder.SubmitAsync();
        return bidders;
    }

    // Without trustees nobody cosigns: the lot stays frozen.
    private async Task FreezeAsync()
    {
        foreach (var trustee in Server.Trustees)
            await trustee.StopAsync();
        Hall.Close();
        await Anybody.UntilAsync(Hall.Id, Hall.Lot, "frozen");
    }

    private async Task<long> ActAsync(SignedAct act) =>
        (await Anybody.Post($"/api/sessions/{Hall.Id}/acts", act).Ok()).GetProperty("height").GetInt64();

    private async Task<long> HeightAsync(byte[] statement) =>
        (await Withdraw(statement).Ok()).GetProperty("height").GetInt64();

    // Reason, rule, next step, detail.
    private async Task<(int Status, string[] Problem)> ProblemAsync(byte[] statement)
    {
        using var answer = await Withdraw(statement);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (
            (int)answer.StatusCode,
            [.. new[] { "reason", "rule", "nextStep", "detail" }.Select(name => problem.GetProperty(name).GetString()!)]
        );
    }

    private Task<HttpResponseMessage> Withdraw(byte[] statement) =>
        Anybody.Post($"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/withdrawals", new { statement });
}
