using System.Net;

namespace Trading.Cli;

/// <summary>
/// Why a lot has no lock to give. The platform says only that there is none; the session's public stream says whether
/// it comes yet.
/// </summary>
internal static class MissingLock
{
    /// <summary>
    /// The lock as the platform holds it. Where it says that there is none, a <see cref="CommandException"/> (exit code
    /// 1) tells of the lot what is known: not locked yet, never locked, or failed.
    /// </summary>
    public static async Task<LockAnswer> FetchAsync(ApiClient api, string session, string lot, CancellationToken cancel)
    {
        try
        {
            return await api.LockAsync(session, lot, cancel);
        }
        catch (ApiException none) when (none.Status == HttpStatusCode.NotFound)
        {
            throw await ExplainAsync(api, session, lot, cancel) as Exception ?? none;
        }
    }

    // Null where the session or the lot is unknown, or the lot has a lock by now: the platform's answer stands.
    private static async Task<CommandException?> ExplainAsync(
        ApiClient api,
        string session,
        string lot,
        CancellationToken cancel
    )
    {
        var follower = new SessionFollower(api, session);
        try
        {
            await follower.PullAsync(cancel);
        }
        catch (ApiException unknown) when (unknown.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
        return Explain(session, (follower.State as Session.Running)?.Lots.GetValueOrDefault(lot));
    }

    /// <summary>What is told of a lot that has no lock to give; null where it has one, or is unknown.</summary>
    public static CommandException? Explain(string session, Lot? lot) =>
        lot switch
        {
            Lot.Ceremony l => CommandException.Refused(
                $"Lot {l.Terms.Lot} of session {session} is not locked yet: {Locks.Progress(l)}. Before "
                    + "that nothing can be sealed or submitted.",
                "spec:lock",
                $"say it again when the trustees are done; trading lock --session {session} --lot {l.Terms.Lot} "
                    + "--trust FILE --wait 600 waits for it"
            ),
            Lot.Failed { Cause: LotFailure.NoLock } l => CommandException.Refused(
                $"Lot {l.Terms.Lot} of session {session} was never locked: its key ceremony failed.",
                l.Rule,
                $"trading status --session {session} names the trustee"
            ),
            Lot.Failed l => CommandException.Refused(
                $"Lot {l.Terms.Lot} of session {session} failed (流标): {l.Cause}. Nothing is received any more.",
                l.Rule,
                $"keep your copy; trading status --session {session} shows what is known"
            ),
            _ => null,
        };
}
