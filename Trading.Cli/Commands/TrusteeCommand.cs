using System.CommandLine;
using Trading.Trustee;

namespace Trading.Cli;

/// <summary>
/// <c>trading trustee</c>: one trustee's process. It dials out to the platform and takes no connection.
/// </summary>
internal static class TrusteeCommand
{
    private static readonly Option<string> Keys = new("--keys")
    {
        Description = "Folder with signing.key and static.key (trading keygen --trustee)",
        HelpName = "DIR",
        Required = true,
    };
    private static readonly Option<string> Trust = new("--trust")
    {
        Description = "Trust file: the trustee serves policies of these keys and no others",
        HelpName = "FILE",
        Required = true,
    };
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Data = new("--data")
    {
        Description = "Where the trustee keeps its shares and what it signed; never restore it from a backup",
        HelpName = "DIR",
        Required = true,
    };
    private static readonly Option<int> Offset = new("--clock-offset-ms")
    {
        Description = "Set the trustee's clock off, for rehearsals: it then serves drills only",
        HelpName = "MS",
        DefaultValueFactory = _ => 0,
    };

    public static Command Build() =>
        new Verb(
            "trustee",
            "Runs a trustee: makes locks with the others, witnesses checkpoints, releases after the time. Runs "
                + "until it is stopped; kill it at any point."
        )
        {
            Examples =
            [
                "trading trustee --keys keys/t1 --trust trust.txt --server http://127.0.0.1:5080 --data keys/t1",
            ],
        }
            .With(Keys, Trust, Server, Data, Offset)
            .Does(RunAsync);

    private static async Task RunAsync(Request request, CancellationToken cancel)
    {
        var options = new TrusteeOptions(
            request.Need(Server),
            request.Need(Keys),
            request.Need(Trust),
            request.Need(Data)
        )
        {
            ClockOffsetMillis = request.Get(Offset),
        };
        using var agent = Open(options, request.Out);
        await agent.RunAsync(cancel);
    }

    private static TrusteeAgent Open(TrusteeOptions options, TextWriter log)
    {
        try
        {
            return TrusteeAgent.Open(options, line => log.WriteLine($"{TimeText.Print(TimeText.Now())} {line}"));
        }
        catch (TrusteeSetupException problem)
        {
            throw CommandException.Usage(problem.Message, "trading trustee --help");
        }
    }
}
