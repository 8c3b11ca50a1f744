using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Trading.Server.Requests;
using Trading.Server.Storage;

namespace Trading.Server;

/// <summary>
/// What becomes of an exception in a request. The log gets its type alone: a path or an id in a message would tell of a
/// bid before its time, and nobody debugs from a request's exception that the worker or the log does not report too.
/// </summary>
public sealed class FailureHandler(ILogger<FailureHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true; // nobody is there to answer
        if (exception is BadHttpRequestException bad)
        {
            await Problems.OfStatus(bad.StatusCode).ExecuteAsync(httpContext);
            return true;
        }
        logger.LogError("A request failed: {Failure}", exception.GetType().Name);
        await (
            exception is LogFailedException or SqliteException or DbUpdateException or IOException
                ? Problems.LogFailed
                : Problems.OfStatus(StatusCodes.Status500InternalServerError)
        ).ExecuteAsync(httpContext);
        return true;
    }
}
