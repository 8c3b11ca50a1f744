using System.CommandLine;

namespace Trading.Cli;

/// <summary><c>trading archive</c>: downloads a session as the one file that verify reads.</summary>
internal static class ArchiveCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Session = new("--session")
    {
        Description = "The session, 32 hexadecimal digits",
        HelpName = "ID",
    };
    private static readonly Option<string> Draw = new("--draw")
    {
        Description = "The draw, 32 hexadecimal digits, instead of a session",
        HelpName = "ID",
    };
    private static readonly Option<string> Room = new("--room")
    {
        Description = "The evaluation room, 32 hexadecimal digits, instead of a session",
        HelpName = "ID",
    };
    private static readonly Option<string> Key = new("--key")
    {
        Description = "Key of the host (of a session) or the supervisor, for --kind full; of the bidder, for bidder",
        HelpName = "FILE",
    };
    private static readonly Option<string> Kind = new("--kind")
    {
        Description =
            "public: for anybody; full: with the trustees' partial openings, the names of a draw, or all that was "
            + "closed in a room; bidder: of a room what concerns the own bid",
        DefaultValueFactory = _ => "public",
    };
    private static readonly Option<string> Out = new("--out")
    {
        Description = "File to write",
        HelpName = "FILE",
        Required = true,
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait until the trustees have cosigned the newest head",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    };

    public static Command Build()
    {
        Kind.AcceptOnlyFromAmong("public", "full", "bidder");
        return new Verb(
            "archive",
            "Downloads the archive of a session, of a draw or of an evaluation room; trading verify checks it."
        )
        {
            Examples =
            [
                "trading archive --session 5f…c2 --out opening.archive",
                "trading archive --draw 90…1b --out draw.archive",
                "trading archive --room 7c…04 --kind bidder --key bidder.key --out own.archive",
                "trading archive --session 5f…c2 --kind full --key supervisor.key --out full.archive",
            ],
        }
            .With(Server, Session, Draw, Room, Kind, Key, Out, Wait)
            .Does(DownloadAsync);
    }

    private static async Task DownloadAsync(Request request, CancellationToken cancel)
    {
        using var person = request.Get(Key) is { } key ? PersonKey.Load(key) : null;
        using var api = new ApiClient(request.Need(Server), person);
        var path = InputFile.Target(request.Need(Out), "an archive");
        var kind = request.Get(Kind)!;
        await ArchiveDownload.SaveAsync(
            (request.Get(Session), request.Get(Draw), request.Get(Room)) switch
            {
                (not null, _, null) or (_, not null, null) when kind == "bidder" => throw CommandException.Usage(
                    "A bidder's archive is of a room: --room ID."
                ),
                ({ } session, null, null) => file => api.DownloadArchiveAsync(session, kind, file, cancel),
                (null, null, { } room) => file => api.DownloadRoomArchiveAsync(room, kind, file, cancel),
                (null, { } draw, null) => file => api.DownloadDrawArchiveAsync(draw, kind, file, cancel),
                _ => throw CommandException.Usage(
                    "Name a session, a draw or a room: --session ID, --draw ID or --room ID."
                ),
            },
            path,
            TimeSpan.FromSeconds(request.Get(Wait)),
            cancel
        );
        request.Out.WriteLine($"{path}: {SizeText.Print(new FileInfo(path).Length)}");
    }
}
