using Trading.Cli;
using Trading.Crypto;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;

namespace Trading.LoadTests;

/// <summary>What of a demonstration's room is played.</summary>
/// <param name="Server">The platform.</param>
/// <param name="People">Folder with <c>host.key</c> and the keys of invented bidders under <c>bidders</c>.</param>
/// <param name="Room">The id under which the demo starts it; null: a person starts it, as its host.</param>
/// <param name="OwnSeats">How many seats are left to persons; of all the last ones.</param>
/// <param name="Pause">What passes between two acts of somebody.</param>
internal sealed record DemoRoomPlan(Uri Server, string People, string? Room, int OwnSeats, TimeSpan Pause);

/// <summary>
/// The evaluation of a demonstration, at the pace of people: host, committee and invented bidders, or whoever of them
/// is not a person.
/// </summary>
internal sealed class DemoRoom(
    DemoRoomPlan plan,
    ApiClient api,
    Func<CancellationToken, Task<GateDoor>> enter,
    TextWriter output
)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Plays the room of that opening and draw to its end.</summary>
    public async Task RunAsync(string session, string draw, CancellationToken cancel)
    {
        using var host = PersonKey.Load(Path.Combine(plan.People, "host.key"));
        using var hosting = new ApiClient(plan.Server, host);
        var clerk = new Clerk(hosting, host, plan.Pause)
        {
            OnBlock = block => output.WriteLine($"the count is blocked: {block}"),
        };
        var opening = await RecordedAsync(session, cancel);
        var room = plan.Room is { } id
            ? await StartAsync(clerk, opening, session, draw, id, cancel)
            : await StartedAsync(session, draw, cancel);
        output.WriteLine($"room {room.Id}: {room.Seats} seats, {room.Start.Bids.Count} bids");
        var played = Enumerable.Range(1, Math.Max(0, room.Seats - plan.OwnSeats));
        using var committee = new Committee(api, plan.Server, room, played, plan.Pause)
        {
            OnTrouble = output.WriteLine,
        };
        await UntilAsync(() => DoneAsync(committee.SitAsync(enter, cancel)), cancel);
        output.WriteLine("played members sit");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var answering = AnswerAsync(room, over.Token);
        var hosted = plan.Room is null
            ? Task.CompletedTask
            : UntilAsync(() => DoneAsync(clerk.PlayAsync(room.Id, cancel)), cancel);
        var end = await committee.PlayAsync(cancel);
        await hosted;
        await over.CancelAsync();
        await answering;
        output.WriteLine($"room {room.Id}: {end.GetProperty("phase").GetString()}");
    }

    // The record names what is evaluated: whoever hosts the opening signs it, the demo's host or a person.
    private async Task<Session.Running> RecordedAsync(string session, CancellationToken cancel)
    {
        var follower = new SessionFollower(api, session);
        await UntilAsync(
            async () =>
            {
                await follower.PullAsync(cancel);
                return follower.State is Session.Sealed;
            },
            cancel
        );
        return follower.State.Published()!;
    }

    private Task UntilAsync(Func<Task<bool>> step, CancellationToken cancel) =>
        Steady.UntilAsync(step, Look, output, cancel);

    private static async Task<bool> DoneAsync(Task work)
    {
        await work;
        return true;
    }

    private async Task<RoomFacts> StartAsync(
        Clerk clerk,
        Session.Running opening,
        string session,
        string draw,
        string room,
        CancellationToken cancel
    )
    {
        var pack = RoomPacks.All.Last(p => p.Id == opening.Terms.RulePack.Id);
        RoomFacts? started = null;
        await UntilAsync(
            async () =>
            {
                // Signed once, it may have been started though the answer was lost.
                started =
                    await Committee.FindAsync(api, room, cancel)
                    ?? await clerk.StartAsync(session, opening.Lots.Keys.First(), draw, pack, room, Patience, cancel);
                return true;
            },
            cancel
        );
        return started!;
    }

    // A person starts it at /rooms/start, whenever it is convenient.
    private async Task<RoomFacts> StartedAsync(string session, string draw, CancellationToken cancel)
    {
        RoomFacts? started = null;
        await UntilAsync(
            async () =>
            {
                foreach (var line in (await api.RoomsAsync(session, cancel)).GetProperty("rooms").EnumerateArray())
                    if (
                        await Committee.FindAsync(api, line.GetProperty("room").GetString()!, cancel) is { } room
                        && room.Start.Draw == draw
                    )
                        started = room;
                return started is not null;
            },
            cancel
        );
        return started!;
    }

    // Invented bidders answer what they are asked, each with the own key. Whoever bid as a person answers as one.
    private async Task AnswerAsync(RoomFacts room, CancellationToken cancel)
    {
        var folder = Path.Combine(plan.People, "bidders");
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.key") : [];
        var bidders = files.Select(file => new DemoBidder(plan.Server, PersonKey.Load(file), room)).ToList();
        try
        {
            await UntilAsync(
                async () =>
                {
                    if (await StageAsync(room.Id, cancel) == RoomStage.Explaining)
                        foreach (var bidder in bidders.Where(b => b.Bid is not null))
                            await bidder.AnswerAsync(plan.Pause, cancel);
                    return false;
                },
                cancel
            );
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // the room is over
        }
        finally
        {
            foreach (var bidder in bidders)
                bidder.Dispose();
        }
    }

    private async Task<RoomStage> StageAsync(string room, CancellationToken cancel) =>
        Enum.Parse<RoomStage>((await api.RoomAsync(room, cancel)).GetProperty("stage").GetString()!);
}

/// <summary>An invented bidder in a room: answers what it is asked.</summary>
internal sealed class DemoBidder(Uri server, PersonKey person, RoomFacts room) : IDisposable
{
    private readonly ApiClient api = new(server, person);

    /// <summary>Its bid, or null where it has none in this room.</summary>
    public string? Bid { get; } =
        room.Start.Bids.FirstOrDefault(b => b.Keys.Any(key => key.AsSpan().SequenceEqual(person.PublicPoint)))?.Id;

    /// <summary>Answers every open question, after a pause.</summary>
    public async Task AnswerAsync(TimeSpan pause, CancellationToken cancel)
    {
        var own = await api.OwnBidAsync(room.Id, cancel);
        foreach (var question in own.GetProperty("questions").EnumerateArray())
        {
            if (question.GetProperty("state").GetString() != nameof(QuestionState.Open))
                continue;
            await Task.Delay(pause, cancel);
            var act = new RoomAct(
                RoomActKind.Answer,
                room.Id,
                RoomAct.OfBid(Bid!),
                question.GetProperty("id").GetString()!,
                "",
                RoomAct.Yes,
                0,
                0,
                0,
                "我方确认。",
                ActSigner.Nonce()
            ).ToBytes();
            await api.RoomActAsync(room.Id, act, person.Sign(Tags.RoomAct, act), cancel);
        }
    }

    public void Dispose()
    {
        api.Dispose();
        person.Dispose();
    }
}
