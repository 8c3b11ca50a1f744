using Trading.Opening;

namespace Trading.Cli;

/// <summary>A lot's terms as published, which its lock binds by their hash.</summary>
internal static class LotSource
{
    /// <summary>The terms of the lock's lot; refused where the platform shows other terms than those whose hash stands in the policy.</summary>
    public static async Task<LotTerms> FetchAsync(ApiClient api, VerifiedLock target, CancellationToken cancel)
    {
        var follower = new SessionFollower(api, target.Policy.Session);
        await follower.PullAsync(cancel);
        var terms = follower.State.Published()?.Terms ?? throw CommandException.Refused("There is no such session.", "spec:feed", "trading status lists the sessions");
        if (!Terms.Hash(target.Suite, terms).AsSpan().SequenceEqual(target.Policy.TermsHash))
            throw CommandException.Refused("The session's terms are not those of the lock.", "spec:policy", "do not seal; compare with the tender notice and tell the tenderer");
        return terms.Lots.First(l => l.Lot == target.Policy.Lot);
    }
}
