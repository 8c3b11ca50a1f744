using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Trading.Tests.Offices;

/// <summary>Every line of a log, at every level.</summary>
internal sealed class Lines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => All.Enqueue($"{formatter(state, exception)} {exception}");

    /// <summary>The log, and every file of a folder, as one text to search in: UTF-8 where it is.</summary>
    public async Task<string> WithFilesOfAsync(string folder)
    {
        var kept = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (file.EndsWith("server.lock", StringComparison.Ordinal))
                continue;
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, Encoding.UTF8);
            kept.Append(await reader.ReadToEndAsync());
        }
        return kept.AppendJoin('\n', All).ToString();
    }
}
