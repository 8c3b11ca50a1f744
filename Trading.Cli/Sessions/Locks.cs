using Trading.Opening;

namespace Trading.Cli;

/// <summary>Waits for the ceremony of a session's lots.</summary>
public static class Locks
{
    /// <summary>Returns when every lot has its lock; throws with exit code 2 when that takes too long, 1 when a ceremony failed.</summary>
    public static async Task AwaitAsync(SessionFollower follower, TimeSpan patience, CancellationToken cancel)
    {
        Session state;
        try { state = await follower.UntilAsync(IsSettled, patience, cancel); }
        catch (TimeoutException)
        {
            throw new CommandException(ExitCode.Usage, $"No lock certificate within {patience.TotalSeconds:0} s: {Progress(follower.State)}.", "spec:lock",
                "all trustees must run and know this platform: see their logs, then prepare a new session");
        }
        if (LotsOf(state).FirstOrDefault(lot => lot is Lot.Failed) is { } failed)
            throw CommandException.Refused($"The key ceremony of lot {failed.Terms.Lot} failed.", "spec:lock", "prepare a new session");
    }

    private static bool IsSettled(Session state) => LotsOf(state) is { Count: > 0 } lots && lots.All(lot => lot is not Lot.Ceremony);

    private static string Progress(Session state) => string.Join("; ", LotsOf(state).OfType<Lot.Ceremony>().Select(lot =>
        $"lot {lot.Terms.Lot} has {lot.Messages.Count} of {3 * lot.Policy.Trustees.Count} ceremony messages")) is { Length: > 0 } text ? text : "nothing was published";

    private static List<Lot> LotsOf(Session state) => state is Session.Running running ? [.. running.Lots.Values] : [];
}
