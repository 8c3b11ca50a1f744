using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>Meters belong to the process, so this runs while no other test of it does.</summary>
[CollectionDefinition(nameof(SilenceTests), DisableParallelization = true)]
[Collection(nameof(SilenceTests))]
public sealed class SilenceTests
{
    [Fact]
    public async Task Before_the_deadline_no_view_log_line_or_metric_tells_of_bids()
    {
        await using var server = await TestServer.StartAsync();
        var measured = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, _, _, _) =>
            {
                lock (measured)
                    measured.Add(instrument.Name);
            }
        );
        listener.SetMeasurementEventCallback<double>(
            (instrument, _, _, _) =>
            {
                lock (measured)
                    measured.Add(instrument.Name);
            }
        );
        listener.Start();
        var hall = await Hall.OpenAsync(server);
        using var host = await server.Client(server.Host).SignInAsync();
        var (session, list, lines) = (
            await Body(host, $"/api/sessions/{hall.Id}"),
            await Body(host, "/api/sessions"),
            Lines(server).Length
        );
        for (var i = 0; i < 3; i++)
            await new Bidder(hall, $"b{i}").SubmitAsync();
        Assert.Equal(session, await Body(host, $"/api/sessions/{hall.Id}"));
        Assert.Equal(list, await Body(host, "/api/sessions"));
        Assert.Equal(lines, Lines(server).Length);
        Assert.Empty(measured);
    }

    private static Task<string> Body(Client client, string path) => client.Http.GetStringAsync(path);

    private static string[] Lines(TestServer server) =>
        [
            .. server
                .Logs.Lines.Where(l =>
                    l.Level >= LogLevel.Information && l.Category.StartsWith("Trading.Server", StringComparison.Ordinal)
                )
                .Select(l => l.Text),
        ];
}
