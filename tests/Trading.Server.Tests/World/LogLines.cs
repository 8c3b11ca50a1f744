using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trading.Server.Tests.World;

/// <summary>Everything that the server logs, in order.</summary>
public sealed class LogLines : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string Category, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose() { }

    private sealed class Writer(LogLines all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            all.Lines.Enqueue(
                (logLevel, category, formatter(state, exception) + (exception is null ? "" : $" {exception}"))
            );
    }
}
