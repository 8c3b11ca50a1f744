using System.CommandLine;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary><c>trading prepare-draw</c>: the host asks for a draw of experts and waits until its locks stand.</summary>
internal static class PrepareDrawCommand
{
    private const int LockCount = 3;
    private static readonly Option<string> File = new("--file")
    {
        Description = "The draw: seats, units, regions, times, place (JSON)",
        HelpName = "FILE",
        Required = true,
    };
    private static readonly Option<string> Trust = CommonOptions.Trust("its trustees and offices serve the draw");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Key = CommonOptions.Key("the host");
    private static readonly Option<int> DrawsIn = new("--draws-in")
    {
        Description = "Seconds until the draw, instead of the file's hour",
        HelpName = "S",
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait for the locks",
        HelpName = "S",
        DefaultValueFactory = _ => 20,
    };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Everything is right: ask nobody" };
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<string> Language = ScoreWords.Option("Words for what a gate refuses: zh or en");

    public static Command Build() =>
        new Verb(
            "prepare-draw",
            "Publishes a draw of experts: who is to sit, who is avoided, when it is drawn and where they report. Names "
                + "every rule that says no before anything is sent. Then waits for the three locks; the draw itself "
                + "happens at its hour, and nobody starts it."
        )
        {
            Examples =
            [
                "trading prepare-draw --file draw.json --trust trust.txt --key host.key",
                "trading prepare-draw --file draw.json --draws-in 120 --yes --json --trust trust.txt --key host.key",
            ],
            Exits =
            [
                (ExitCode.Done, "published, and its three locks stand"),
                (ExitCode.Failed, "refused by a rule, or a key ceremony failed"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach: nothing was published"),
                (ExitCode.Pending, "published; the trustees are still locking: do not publish again"),
            ],
        }
            .With(File, Trust, Server, Key, DrawsIn, Wait, Yes, Json, Language)
            .Does(PrepareAsync);

    private static async Task PrepareAsync(Request request, CancellationToken cancel)
    {
        using var host = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), host);
        var file = DrawFile.Read(request.Need(File));
        if (request.Has(DrawsIn) && request.Get(DrawsIn) < 1)
            throw CommandException.Usage("--draws-in is at least 1 second.");
        var draft = file.ToDraft(DateTimeOffset.UtcNow, request.Has(DrawsIn) ? request.Get(DrawsIn) : null);
        var trust = TrustSource.Read(request.Need(Trust));
        var draw = draft.Publish(trust, host, file.SupervisorsKey(), Entropy.System);
        Demand(draw.Request, draft.Rules, request.Get(Language) == "zh" ? DrawWords.Chinese : DrawWords.English);
        await api.PublisherAsync(cancel); // without the right nobody is asked anything
        Ask(request, draw.Request);
        await api.PublishDrawAsync(draw, cancel);
        request.Notes.WriteLine($"published {draw.Draw}; waiting for the trustees' locks");
        await AwaitLocksAsync(api, draw.Draw, request.Get(Wait), cancel);
        Print(request, draw);
    }

    private static void Demand(DrawRequest request, DrawRules rules, DrawWords words)
    {
        if (RequestGates.Check(request, rules) is { Count: > 0 } refusals)
            throw words.Refusal(refusals);
    }

    private static void Ask(Request request, DrawRequest draw)
    {
        foreach (var (i, group) in draw.Groups.Index())
            request.Notes.WriteLine(
                $"group {i + 1}: {group.Seats} of {string.Join(", ", group.Specialities)}, "
                    + $"{DrawWords.English.Of(group.Least)} or higher"
            );
        request.Notes.WriteLine($"avoided: {draw.AvoidedUnits.Count} units, {draw.AvoidedPersons.Count} persons");
        request.Notes.WriteLine($"drawn at {TimeText.Deadline(draw.DrawAt)}");
        request.Notes.WriteLine($"room opens {TimeText.Deadline(draw.RoomAt)}, {ScreenText.Clean(draw.Place)}");
        request.Confirmation.Ask("Nothing of it can be changed afterwards. Is it right?", "--yes", request.Get(Yes));
    }

    private static async Task AwaitLocksAsync(ApiClient api, string draw, int seconds, CancellationToken cancel)
    {
        var events =
            await DrawFollower.UntilAsync(
                api,
                draw,
                all => all.OfType<DrawLockCertified>().Count() == LockCount || all.OfType<DrawFailed>().Any(),
                TimeSpan.FromSeconds(seconds),
                cancel
            )
            ?? throw new CommandException(
                ExitCode.Pending,
                $"still locking, draw {draw}, after {seconds} s. It goes on by itself until its hour.",
                "spec:draw",
                "if it stays so, look at the trustees' logs; do not publish it again"
            );
        if (events.OfType<DrawFailed>().FirstOrDefault() is { } failed)
            throw CommandException.Refused(
                $"Draw {draw} ended: {failed.Cause}.",
                "spec:draw",
                "look at the trustees' logs, then prepare a new draw"
            );
    }

    private static void Print(Request request, PublishedDraw draw)
    {
        var (drawAt, roomAt) = (draw.Request.DrawAt, draw.Request.RoomAt);
        if (request.Get(Json))
            request.Print(
                new
                {
                    draw = draw.Draw,
                    drawAt,
                    roomAt,
                    seats = draw.Request.DrawnSeats,
                }
            );
        else
            request.Out.WriteLine(
                $"draw {draw.Draw}: {draw.Request.DrawnSeats} seats, locked, drawn at {TimeText.Deadline(drawAt)}"
            );
    }
}
