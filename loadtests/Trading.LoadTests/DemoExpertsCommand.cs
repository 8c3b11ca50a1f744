using System.CommandLine;
using Trading.Cli;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.LoadTests;

/// <summary>
/// <c>trading demo-experts</c>: plays the experts of a demonstration at the gate. Whoever confirmed on the stand-in for
/// telephones comes, one after another, with the card that the pool's table names and the digits that were told.
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
        Description = "Seconds between two who come",
        HelpName = "S",
        DefaultValueFactory = _ => 3,
    };

    public static Command Build() =>
        new Verb(
            "demo-experts",
            "Plays the experts of a demo draw: whoever confirmed on the telephone comes to the gate, until it is over."
        )
        {
            Examples =
            [
                "trading demo-experts --draw 0123456789abcdef0123456789abcdef --pool pool.csv --desk-password-file "
                    + "desk.password",
            ],
        }
            .With(Server, Draw, Pool, Provider, Gate, Desk, Password, Pause)
            .Does(RunAsync);

    private static async Task RunAsync(Request request, CancellationToken cancel)
    {
        var draw = request.Need(Draw);
        if (!Names.IsSession(draw))
            throw CommandException.Usage($"{ScreenText.Clean(draw)} is no draw: an id has 32 hexadecimal digits.");
        var experts = PoolTable.Read(request.Need(Pool)).ToDictionary(e => e.Phone, StringComparer.Ordinal);
        using var api = new ApiClient(request.Need(Server));
        using var telephones = new Telephones(request.Need(Provider));
        var password = InputFile.Text(request.Need(Password), "a password").Trim();
        var place = await PlaceAsync(api, draw, cancel);
        // What rang before belongs to another draw.
        var done = (await telephones.CallsAsync(place, cancel)).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        while (!await IsOverAsync(api, draw, cancel))
        {
            foreach (var call in await telephones.CallsAsync(place, cancel))
                if (call.Answer == "confirm" && experts.TryGetValue(call.Number, out var expert) && done.Add(call.Id))
                {
                    // A session of a desk ends by itself: each expert finds one that has just signed in.
                    using var door = await GateDoor.EnterAsync(
                        request.Need(Gate),
                        request.Need(Desk),
                        password,
                        cancel
                    );
                    await AdmitAsync(door, draw, expert, call.Digits, request.Out, cancel);
                    await Task.Delay(TimeSpan.FromSeconds(request.Get(Pause)), cancel);
                }
            await Task.Delay(Look, cancel);
        }
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

    private static async Task<string> PlaceAsync(ApiClient api, string draw, CancellationToken cancel)
    {
        var events = await DrawFollower.UntilAsync(api, draw, all => all.Any(), Patience, cancel);
        return
            events?.OfType<DrawRequested>().FirstOrDefault() is { } asked
            && DrawRequestCodec.TryParse(asked.Request, out var request)
            ? request.Place
            : throw CommandException.Usage($"There is no draw {draw}.");
    }

    private static async Task<bool> IsOverAsync(ApiClient api, string draw, CancellationToken cancel) =>
        await DrawFollower.UntilAsync(
            api,
            draw,
            all => all.Any(e => e is DrawDisclosed or DrawFailed),
            TimeSpan.Zero,
            cancel
        )
            is not null;
}
