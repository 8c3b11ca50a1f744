using System.CommandLine;
using System.Text.Json;

namespace Trading.Cli;

/// <summary>
/// <c>trading lock</c>: fetches a lock for a machine that never meets the platform, and says what it is worth.
/// </summary>
internal static class LockCommand
{
    private static readonly Option<string> Trust = CommonOptions.Trust("the lock is checked against it");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Session = CommonOptions.Session();
    private static readonly Option<string> Lot = CommonOptions.Lot();
    private static readonly Option<string> Out = new("--out")
    {
        Description = "Where to write the lock",
        HelpName = "FILE",
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait for the trustees to make it",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    };

    public static Command Build() =>
        new Verb("lock", "Fetches a lot's lock, checks it against the trust file and prints who can open it and when.")
        {
            Examples =
            [
                "trading lock --session 5f…c2 --lot 1 --trust trust.txt",
                "trading lock --session 5f…c2 --lot 1 --trust trust.txt --out lot1.lock",
                "trading lock --session 5f…c2 --lot 1 --trust trust.txt --wait 600",
            ],
            Exits =
            [
                (ExitCode.Done, "there is a lock, and it holds against the trust file"),
                (ExitCode.Failed, "there is no lock, not yet or never, or it does not hold against the trust file"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
                (ExitCode.Pending, "the trustees are still locking after --wait seconds"),
            ],
        }
            .With(Server, Session, Lot, Trust, Out, Wait)
            .Does(ShowAsync);

    private static async Task ShowAsync(Request request, CancellationToken cancel)
    {
        if (request.Get(Out) is { } wanted)
            InputFile.Target(wanted, "a lock");
        using var api = new ApiClient(request.Need(Server));
        var trust = TrustSource.Read(request.Need(Trust));
        if (request.Get(Wait) > 0)
            await Locks.AwaitAsync(
                new SessionFollower(api, request.Need(Session)),
                TimeSpan.FromSeconds(request.Get(Wait)),
                cancel
            );
        var target = await VerifiedLock.FetchAsync(api, trust, request.Need(Session), request.Need(Lot), cancel);
        var policy = target.Policy;
        request.Out.WriteLine($"lock {Convert.ToHexStringLower(target.Certificate.LockId)}");
        foreach (var line in PublicationText.Describe(target))
            request.Out.WriteLine($"  {line}");
        request.Out.WriteLine(
            $"  {policy.Threshold} of {policy.Trustees.Count} open: "
                + $"{string.Join(", ", policy.Trustees.Select(t => t.Name))} (custody "
                + $"{policy.Custody.ToString().ToLowerInvariant()})"
        );
        request.Out.WriteLine($"  deadline {TimeText.Deadline(policy.CloseAt)}{(policy.Drill ? ", drill" : "")}");
        if (request.Get(Out) is not { } path)
            return;
        var answer = await api.LockAsync(policy.Session, policy.Lot, cancel);
        File.WriteAllText(path, JsonSerializer.Serialize(answer, ApiClient.Json));
        request.Out.WriteLine($"  written to {path}");
    }
}
