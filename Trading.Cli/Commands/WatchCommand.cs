using System.CommandLine;

namespace Trading.Cli;

/// <summary><c>trading watch</c>: follows a session event by event, as the hall does.</summary>
internal static class WatchCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Session = CommonOptions.Session();
    private static readonly Option<Milestone> Until = new("--until")
    {
        Description = "Where to end: Opened (no lot is sealed any more) or Concluded",
        DefaultValueFactory = _ => Milestone.Concluded,
    };
    private static readonly Option<bool> Once = new("--once")
    {
        Description = "Print what there is and end, instead of following until the session is concluded",
    };

    public static Command Build() =>
        new Verb(
            "watch",
            "Follows a session's public stream: one line per event, checked against the stream's rules as it is read."
        )
        {
            Examples = ["trading watch --session 5f…c2", "trading watch --session 5f…c2 --once"],
        }
            .With(Server, Session, Until, Once)
            .Does(WatchAsync);

    private static async Task WatchAsync(Request request, CancellationToken cancel)
    {
        using var api = new ApiClient(request.Need(Server));
        var follower = new SessionFollower(api, request.Need(Session));
        for (var first = true; first || !IsOver(follower.State, request.Get(Until)); first = false)
        {
            var height = follower.Fold.Height;
            foreach (var happened in await follower.PullAsync(cancel))
                request.Out.WriteLine($"{height++, 5} {TimeText.Print(happened.At)} {EventText.Describe(happened)}");
            if (request.Get(Once))
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancel);
        }
    }

    private static bool IsOver(Opening.Sessions.Session state, Milestone milestone) =>
        state is Opening.Sessions.Session.Concluded or Opening.Sessions.Session.Sealed
        || (
            milestone == Milestone.Opened
            && state is Opening.Sessions.Session.Running running
            && running.Lots.Values.All(lot => lot is Lot.Opened or Lot.Failed)
        );

    private enum Milestone
    {
        Opened,
        Concluded,
    }
}
