using System.CommandLine;

namespace Trading.Cli;

/// <summary>
/// <c>trading demo-host</c>: plays the host of every session that names its key, for demos and drills.
/// </summary>
internal static class DemoHostCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Key = CommonOptions.Key("the demo host");
    private static readonly Option<int> After = new("--conclude-after")
    {
        Description = "Seconds from the last opening to the conclusion",
        HelpName = "S",
        DefaultValueFactory = _ => 60,
    };

    public static Command Build() =>
        new Verb(
            "demo-host",
            "Follows all sessions as their host: answers objections, concludes some time after the opening, "
                + "seals the record, signs all three. Runs until it is stopped."
        )
        {
            Examples = ["trading demo-host --server http://127.0.0.1:5080 --key data/demo/host.key"],
        }
            .With(Server, Key, After)
            .Does(RunAsync);

    private static async Task RunAsync(Request request, CancellationToken cancel)
    {
        using var person = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), person);
        var host = new DemoHost(api, person, TimeSpan.FromSeconds(request.Get(After)), request.Out);
        await host.RunAsync(cancel);
    }
}
