using System.CommandLine;

namespace Trading.Cli;

/// <summary><c>trading status</c>: what the platform, or one session, stands at.</summary>
internal static class StatusCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Session = new("--session")
    {
        Description = "One session instead of the list",
        HelpName = "ID",
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait until the platform answers",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build() =>
        new Verb(
            "status",
            "Shows the platform's sessions, or one session: its lots, trustees (k of n), bids, objections."
        )
        {
            Examples = ["trading status", "trading status --session 5f…c2", "trading status --session 5f…c2 --json"],
        }
            .With(Server, Session, Wait, Json)
            .Does(ShowAsync);

    private static async Task ShowAsync(Request request, CancellationToken cancel)
    {
        using var api = new ApiClient(request.Need(Server));
        await AwaitHealthAsync(api, request.Get(Wait), cancel);
        if (request.Get(Session) is not { } session)
        {
            var sessions = await api.SessionsAsync(cancel);
            if (request.Get(Json))
                request.Print(sessions);
            else
                foreach (var line in SessionList.Describe(sessions))
                    request.Out.WriteLine(line);
            return;
        }
        if (request.Get(Json))
        {
            request.Print(await api.SessionAsync(session, cancel));
            return;
        }
        var follower = new SessionFollower(api, session);
        await follower.PullAsync(cancel);
        foreach (var line in SessionText.Describe(follower.State, await api.TenderAsync(session, cancel)))
            request.Out.WriteLine(line);
    }

    private static async Task AwaitHealthAsync(ApiClient api, int seconds, CancellationToken cancel)
    {
        for (
            var end = DateTimeOffset.UtcNow.AddSeconds(seconds);
            !await api.IsHealthyAsync(cancel);
            await Task.Delay(100, cancel)
        )
        {
            if (DateTimeOffset.UtcNow >= end)
                throw CommandException.Usage(
                    $"Nothing healthy answers at {api.Server}.",
                    "start it with ./run.sh, or name another --server"
                );
        }
    }
}
