using System.CommandLine;
using Trading.Opening;

namespace Trading.Cli;

/// <summary><c>trading prepare</c>: the host publishes a session and waits until the trustees made its locks.</summary>
internal static class PrepareCommand
{
    private static readonly DraftOptions Draft = new();
    private static readonly Option<string> Trust = CommonOptions.Trust("its trustees hold the lock");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Key = CommonOptions.Key("the host");
    private static readonly Option<int> OpensIn = new("--opens-in") { Description = "Seconds from the lock to the deadline, instead of the file's", HelpName = "S" };
    private static readonly Option<int> Wait = new("--wait") { Description = "Seconds to wait for the locks", HelpName = "S", DefaultValueFactory = _ => 10 };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build() => new Verb("prepare", "Publishes a session: terms, one lock policy per lot. Then waits for the trustees' lock certificates.")
    {
        Examples =
        [
            "trading prepare --file session.json --trust trust.txt --key host.key",
            "trading prepare --tender-code GL-2026-001 --title 漓江路改造 --lot 1=Amount:98,000,000.00 --lot 2=Rate:100% --custody Single --opens-in 120 --trust trust.txt --key host.key --json",
        ],
        Exits =
        [
            (ExitCode.Done, "published, and every lot has its lock"),
            (ExitCode.Failed, "refused by a rule, or a key ceremony failed"),
            (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach: nothing was published"),
            (ExitCode.Pending, "published; the trustees are still locking: follow it with status, do not publish again"),
        ],
    }.With(Draft.All).With(OpensIn, Trust, Server, Key, Wait, Json).Does(PrepareAsync);

    private static async Task PrepareAsync(Request request, CancellationToken cancel)
    {
        using var host = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), host);
        var draft = Draft.Read(request);
        if (request.Has(OpensIn)) draft = draft with { CloseAt = null, OpensInSeconds = request.Get(OpensIn) };
        var trust = TrustSource.Read(request.Need(Trust));
        var published = draft.Publish(trust, host.Certificate, DateTimeOffset.UtcNow);
        await api.PrepareAsync(published.Session, published.Terms, published.PolicyBytes, cancel);
        request.Notes.WriteLine($"published {published.Session}; waiting for the trustees' locks");
        await Locks.AwaitAsync(new SessionFollower(api, published.Session), TimeSpan.FromSeconds(request.Get(Wait)), cancel);
        foreach (var policy in published.Policies) await VerifiedLock.FetchAsync(api, trust, published.Session, policy.Lot, cancel);
        if (request.Get(Json)) request.Print(new { published.Session, Lots = published.Policies.Select(p => p.Lot), published.Policies[0].CloseAt });
        else request.Out.WriteLine($"session {published.Session}: {published.Policies.Count} lot(s) locked, deadline {TimeText.Print(published.Policies[0].CloseAt)}");
    }
}
