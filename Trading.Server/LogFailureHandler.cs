using Trading.Server.Storage;

namespace Trading.Server;

/// <summary>The event log is a store of its own kind.</summary>
public sealed class LogFailureHandler(ILogger<LogFailureHandler> logger) : FailureHandler(logger)
{
    protected override bool IsOfTheStore(Exception exception) =>
        exception is LogFailedException || base.IsOfTheStore(exception);
}
