using Trading.Crypto;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// A withdrawal declared after the deadline: it is recorded as revocation (撤销), and the envelope is not opened.
/// </summary>
public sealed class Revocations(Desks desks, SaidAgain said, Clock clock)
{
    private static readonly Refusal Nothing = new(
        Reason.NotFound,
        "bidding-reg:35",
        "This lot takes no bids: there is none to withdraw or to revoke.",
        "check-submission-kit"
    );

    /// <summary>
    /// The height of the revocation, or why there is none. Another key's bid is nobody's: no ticket is asked for, and
    /// a stranger learns nothing.
    /// </summary>
    public async Task<IResult> RevokeAsync(string session, Lot lot, Withdrawal withdrawal)
    {
        var (live, foreseen) = await FindLiveAsync(session, lot, withdrawal);
        if (live is null)
            return Problems.Of(foreseen ?? Nothing);
        var wish = new Revoke(clock.Now, lot.Terms.Lot, live, withdrawal.Bytes);
        var answer = await desks.Session(session).SendAsync(wish);
        if (answer.Refusal is { } refusal)
            return Problems.Of(refusal);
        return TypedResults.Ok(
            new HeightAnswer(answer.Height >= 0 ? answer.Height : await said.HeightAsync(session, wish))
        );
    }

    // Until the drain is sealed the intake still grows, and who is live is not known.
    private async Task<(Submission? Live, Refusal? Refusal)> FindLiveAsync(
        string session,
        Lot lot,
        Withdrawal withdrawal
    ) =>
        await desks.Intake(session, lot.Terms.Lot).ReadAsync() switch
        {
            IntakeState.Receiving receiving => (null, IntakeDecider.ForeseeLate(receiving, withdrawal)),
            IntakeState.Drained drained => IntakeDecider.ForeseeRevocation(drained, withdrawal) is { } refusal
                ? (null, refusal)
                : (drained.Live.First(live => live.Id == Convert.ToHexStringLower(withdrawal.SubmissionId)), null),
            _ => (null, null),
        };
}
