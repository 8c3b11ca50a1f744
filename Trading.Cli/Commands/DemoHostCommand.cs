using System.CommandLine;

namespace Trading.Cli;

/// <summary>
/// <c>trading demo-host</c>: plays the host of the sessions that it is told, or of all that name its key, for demos and
/// drills.
/// </summary>
internal static class DemoHostCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Key = CommonOptions.Key("the demo host");
    private static readonly Option<string[]> Sessions = new("--session")
    {
        Description = "A session to host; may be repeated. Without one: all that name the key",
        HelpName = "ID",
    };
    private static readonly Option<int> After = new("--conclude-after")
    {
        Description = "Seconds from the last opening to the conclusion, which waits for the published period too",
        HelpName = "S",
        DefaultValueFactory = _ => 60,
    };

    public static Command Build() =>
        new Verb(
            "demo-host",
            "Follows sessions as their host: answers objections, concludes some time after the opening, "
                + "seals the record, signs all three. Runs until it is stopped."
        )
        {
            Examples =
            [
                "trading demo-host --server http://127.0.0.1:5080 --key data/demo/host.key",
                "trading demo-host --key data/demo/host.key --session 0123456789abcdef0123456789abcdef",
            ],
        }
            .With(Server, Key, Sessions, After)
            .Does(RunAsync);

    private static async Task RunAsync(Request request, CancellationToken cancel)
    {
        var only = (request.Get(Sessions) ?? []).ToHashSet(StringComparer.Ordinal);
        if (only.FirstOrDefault(id => !Names.IsSession(id)) is { } wrong)
            throw CommandException.Usage(
                $"{ScreenText.Clean(wrong)} is no session: an id has 32 hexadecimal digits.",
                "trading status lists the sessions"
            );
        using var person = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), person);
        var host = new DemoHost(api, person, only, TimeSpan.FromSeconds(request.Get(After)), request.Out);
        await host.RunAsync(cancel);
    }
}
