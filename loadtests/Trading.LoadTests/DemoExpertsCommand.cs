using System.CommandLine;
using Trading.Cli;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.LoadTests;

/// <summary>
/// <c>trading demo-experts</c>: plays the experts of a demonstration at the gate. Whoever confirmed on the stand-in for
/// telephones comes, one after another, with the card that the pool's table names and the digits that were told. Then,
/// where it is asked for, they evaluate (<see cref="DemoRoom"/>).
/// </summary>
internal static class DemoExpertsCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Draw = new("--draw")
    {
        Description = "The draw, 32 hexadecimal digits",
        HelpName = "ID",
        Required = true,
    };
    private static readonly Option<string> Pool = new("--pool")
    {
        Description = "The table that the custodian's pool was filled from",
        HelpName = "FILE.csv",
        Required = true,
    };
    private static readonly Option<Uri> Provider = CommonOptions.Address(
        "--provider",
        "The stand-in for telephones",
        new Uri("http://127.0.0.1:5092/")
    );
    private static readonly Option<Uri> Gate = CommonOptions.Address(
        "--gate",
        "The gate",
        new Uri("http://127.0.0.1:5093/")
    );
    private static readonly Option<string> Desk = new("--desk")
    {
        Description = "The account of a desk at the gate",
        HelpName = "USER",
        DefaultValueFactory = _ => "desk",
    };
    private static readonly Option<string> Password = new("--desk-password-file")
    {
        Description = "A file with that account's password",
        HelpName = "FILE",
        Required = true,
    };
    private static readonly Option<int> Pause = new("--pause")
    {
        Description = "Seconds between two who come, and in the room between two acts of somebody",
        HelpName = "S",
        DefaultValueFactory = _ => 3,
    };
    private static readonly Option<bool> OwnGate = new("--own-gate")
    {
        Description = "Nobody comes by itself: a person admits the experts",
    };
    private static readonly Option<string> People = new("--evaluate-as")
    {
        Description = "Go on in the evaluation room: folder with host.key, and with keys of bidders under bidders/",
        HelpName = "DIR",
    };
    private static readonly Option<string> Room = new("--room")
    {
        Description = "Of the evaluation: start it under this id; without it, wait until a person starts one",
        HelpName = "ID",
    };
    private static readonly Option<int> OwnSeats = new("--own-seats")
    {
        Description = "Of the evaluation: how many seats are a person's",
        HelpName = "N",
    };

    public static Command Build() =>
        new Verb(
            "demo-experts",
            "Plays the experts of a demo draw: whoever confirmed on the telephone comes to the gate, until it is over; "
                + "then, if asked to, the evaluation of its bids."
        )
        {
            Examples =
            [
                "trading demo-experts --draw 0123456789abcdef0123456789abcdef --pool pool.csv --desk-password-file "
                    + "desk.password",
            ],
        }
            .With(Server, Draw, Pool, Provider, Gate, Desk, Password, Pause)
            .With(OwnGate, People, Room, OwnSeats)
            .Does(RunAsync);

    private static async Task RunAsync(Request request, CancellationToken cancel)
    {
        var draw = request.Need(Draw);
        if (!Names.IsSession(draw))
            throw CommandException.Usage($"{ScreenText.Clean(draw)} is no draw: an id has 32 hexadecimal digits.");
        if (request.Get(Room) is { } room && !Names.IsSession(room))
            throw CommandException.Usage($"{ScreenText.Clean(room)} is no room: an id has 32 hexadecimal digits.");
        if (request.Get(OwnSeats) < 0)
            throw CommandException.Usage("--own-seats is 0 or more.");
        using var api = new ApiClient(request.Need(Server));
        var password = InputFile.Text(request.Need(Password), "a password").Trim();
        // A session of a desk ends by itself: whoever needs the door finds one that has just signed in.
        Task<GateDoor> EnterAsync(CancellationToken stop) =>
            GateDoor.EnterAsync(request.Need(Gate), request.Need(Desk), password, stop);
        var asked = await AskedAsync(api, draw, cancel);
        if (!request.Get(OwnGate))
            await ComeAsync(request, api, asked.Place, EnterAsync, cancel);
        await Steady.UntilAsync(() => IsOverAsync(api, draw, cancel), Look, request.Out, cancel);
        if (request.Get(People) is not { } people || !await IsDisclosedAsync(api, draw, cancel))
            return;
        var plan = new DemoRoomPlan(
            request.Need(Server),
            people,
            request.Get(Room),
            request.Get(OwnSeats),
            TimeSpan.FromSeconds(request.Get(Pause))
        );
        await new DemoRoom(plan, api, EnterAsync, request.Out).RunAsync(asked.Session, draw, cancel);
    }

    private static async Task ComeAsync(
        Request request,
        ApiClient api,
        string place,
        Func<CancellationToken, Task<GateDoor>> enter,
        CancellationToken cancel
    )
    {
        var draw = request.Need(Draw);
        var experts = PoolTable.Read(request.Need(Pool)).ToDictionary(e => e.Phone, StringComparer.Ordinal);
        using var telephones = new Telephones(request.Need(Provider));
        // What rang before belongs to another draw.
        HashSet<string>? done = null;
        await Steady.UntilAsync(
            async () =>
            {
                var calls = await telephones.CallsAsync(place, cancel);
                done ??= calls.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
                foreach (var call in calls)
                    if (
                        call.Answer == "confirm"
                        && experts.TryGetValue(call.Number, out var expert)
                        && !done.Contains(call.Id)
                    )
                    {
                        using var door = await enter(cancel);
                        await AdmitAsync(door, draw, expert, call.Digits, request.Out, cancel);
                        done.Add(call.Id);
                        await Task.Delay(TimeSpan.FromSeconds(request.Get(Pause)), cancel);
                    }
                return await IsOverAsync(api, draw, cancel);
            },
            Look,
            request.Out,
            cancel
        );
    }

    private static async Task AdmitAsync(
        GateDoor door,
        string draw,
        Expert expert,
        string digits,
        TextWriter output,
        CancellationToken cancel
    )
    {
        try
        {
            await door.AdmitAsync(draw, expert, digits, cancel);
            output.WriteLine("one expert was admitted");
        }
        catch (InvalidDataException refused)
        {
            output.WriteLine($"one expert was not admitted: {refused.Message}");
        }
    }

    private static async Task<DrawRequest> AskedAsync(ApiClient api, string draw, CancellationToken cancel)
    {
        var events = await DrawFollower.UntilAsync(api, draw, all => all.Any(), Patience, cancel);
        return
            events?.OfType<DrawRequested>().FirstOrDefault() is { } asked
            && DrawRequestCodec.TryParse(asked.Request, out var request)
            ? request
            : throw CommandException.Usage($"There is no draw {draw}.");
    }

    private static async Task<bool> IsOverAsync(ApiClient api, string draw, CancellationToken cancel) =>
        await SaidAsync(api, draw, e => e is DrawDisclosed or DrawFailed, cancel);

    private static async Task<bool> IsDisclosedAsync(ApiClient api, string draw, CancellationToken cancel) =>
        await SaidAsync(api, draw, e => e is DrawDisclosed, cancel);

    private static async Task<bool> SaidAsync(
        ApiClient api,
        string draw,
        Func<DrawEvent, bool> what,
        CancellationToken cancel
    ) => await DrawFollower.UntilAsync(api, draw, all => all.Any(what), TimeSpan.Zero, cancel) is not null;
}
