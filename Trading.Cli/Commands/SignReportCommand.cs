using System.CommandLine;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary><c>trading sign-report</c>: the host's signature under the report of an evaluation.</summary>
internal static class SignReportCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Room = new("--room")
    {
        Description = "The evaluation room",
        HelpName = "ID",
        Required = true,
    };
    private static readonly Option<string> Key = CommonOptions.Key("the host");
    private static readonly Option<string> Draft = new("--draft")
    {
        Description = "Only write the report here, to be looked at; sign nothing",
        HelpName = "FILE.pdf",
    };
    private static readonly Option<string> Report = new("--report")
    {
        Description = "The report that you read, as --draft wrote it: no other is signed",
        HelpName = "FILE.pdf",
    };

    public static Command Build() =>
        new Verb(
            "sign-report",
            "Signs the report of a concluded evaluation as the host: the very file that the platform gave you to read, "
                + "and no other. One signature stands for each result."
        )
        {
            Examples =
            [
                "trading sign-report --room 7c…04 --key host.key --draft look.pdf",
                "trading sign-report --room 7c…04 --key host.key --report look.pdf",
            ],
        }
            .With(Server, Room, Key, Draft, Report)
            .Does(SignAsync);

    private static async Task SignAsync(Request request, CancellationToken cancel)
    {
        using var person = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), person);
        var room = request.Need(Room);
        if (request.Get(Draft) is { } path)
        {
            InputFile.Target(path, "a report");
            await File.WriteAllBytesAsync(path, await api.RoomReportAsync(room, cancel), cancel);
            request.Out.WriteLine($"{path}: the report without signature");
            return;
        }
        var report = request.Get(Report) is { } read
            ? InputFile.Bytes(read, "a report")
            : await api.RoomReportAsync(room, cancel);
        var signed = await ReportSigner.SealAsync(api, room, report, person, cancel);
        request.Out.WriteLine($"the report is signed, SHA-256 {Convert.ToHexStringLower(Suite.P256.Hash(signed))}");
    }
}
