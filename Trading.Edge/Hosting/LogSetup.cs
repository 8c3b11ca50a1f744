namespace Trading.Edge.Hosting;

/// <summary>What the log of a process at the edge holds.</summary>
public static class LogSetup
{
    /// <summary>Warnings, and our own milestones; never a line per request.</summary>
    public static void ForEdge(this ILoggingBuilder logging) =>
        logging
            .ClearProviders()
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            })
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Trading", LogLevel.Information)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
}
