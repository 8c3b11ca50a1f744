namespace Trading.Cli;

/// <summary>Waits for the ceremony of a session's lots.</summary>
public static class Locks
{
    /// <summary>
    /// Returns when every lot has its lock; throws with exit code 3 when the trustees are still at it, 1 when a
    /// ceremony failed.
    /// </summary>
    public static async Task AwaitAsync(SessionFollower follower, TimeSpan patience, CancellationToken cancel)
    {
        Session state;
        try
        {
            state = await follower.UntilAsync(IsSettled, patience, cancel);
        }
        catch (TimeoutException)
        {
            throw Pending(follower, patience);
        }
        if (LotsOf(state).FirstOrDefault(lot => lot is Lot.Failed { Cause: LotFailure.NoLock }) is { } failed)
            throw CommandException.Refused(
                $"The key ceremony of lot {failed.Terms.Lot} of session {follower.Id} failed.",
                "spec:lock",
                $"trading status --session {follower.Id} names the trustee; then prepare a new session"
            );
    }

    // The session is published and goes on without this command: a second one would be another tender.
    private static CommandException Pending(SessionFollower follower, TimeSpan patience) =>
        new(
            ExitCode.Pending,
            $"still locking, session {follower.Id}: {Progress(follower.State)} after {patience.TotalSeconds:0} "
                + "s. Locks need all trustees; it goes on by itself until the deadline.",
            "spec:lock",
            $"trading status --session {follower.Id}; when a lot receives bids: trading lock --session "
                + $"{follower.Id} --lot LOT --trust FILE. If it stays so, look at the trustees' logs"
        );

    /// <summary>How far a ceremony is.</summary>
    public static string Progress(Lot.Ceremony lot) =>
        $"{lot.Messages.Count} of {3 * lot.Policy.Trustees.Count} ceremony messages";

    private static bool IsSettled(Session state) =>
        LotsOf(state) is { Count: > 0 } lots && lots.All(lot => lot is not Lot.Ceremony);

    private static string Progress(Session state) =>
        string.Join(
            "; ",
            LotsOf(state).OfType<Lot.Ceremony>().Select(lot => $"lot {lot.Terms.Lot} has {Progress(lot)}")
        )
            is { Length: > 0 } text
            ? text
            : "nothing was published";

    private static List<Lot> LotsOf(Session state) => state is Session.Running running ? [.. running.Lots.Values] : [];
}
