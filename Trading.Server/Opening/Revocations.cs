using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Requests;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server.Opening;

/// <summary>
/// A withdrawal declared after the deadline: it is recorded as revocation (撤销), and the envelope is not opened.
/// </summary>
public sealed class Revocations(Desks desks, Clock clock)
{
    public async Task<IResult> RevokeAsync(string session, Lot lot, Withdrawal withdrawal)
    {
        if (await FindLiveAsync(session, lot, withdrawal) is not { } live)
            return Problems.Of(
                new Refusal(
                    Reason.NotFound,
                    "bidding-reg:35",
                    "There is no live envelope of this submission.",
                    "check-submission-kit"
                )
            );
        var answer = await desks
            .Session(session)
            .SendAsync(new Revoke(clock.Now, lot.Terms.Lot, live, withdrawal.Bytes));
        if (answer.Refusal is { } refusal)
            return Problems.Of(refusal);
        // Said again it makes no event: the stream as it stands holds the first one.
        var height =
            answer.Height >= 0
                ? answer.Height
                : (await desks.Session(session).ReadWithHeadAsync(Names.SessionStream(session))).Head - 1;
        return TypedResults.Ok(new HeightAnswer(height));
    }

    // Until the drain is sealed the intake still grows, and who is live is not known. Another key's is nobody's: no
    // ticket is asked for, and before the freeze is public a stranger learns nothing.
    private async Task<Submission?> FindLiveAsync(string session, Lot lot, Withdrawal withdrawal) =>
        await desks.Intake(session, lot.Terms.Lot).ReadAsync() is IntakeState.Drained drained
            ? drained.Live.FirstOrDefault(live =>
                live.Id == Convert.ToHexStringLower(withdrawal.SubmissionId)
                && live.Key.AsSpan().SequenceEqual(withdrawal.SubmissionKey)
            )
            : null;
}
