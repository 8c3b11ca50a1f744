using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Trading.Edge.Requests;

namespace Trading.Edge.Hosting;

/// <summary>
/// What becomes of an exception in a request. The log gets its type alone: a message may hold what no log may (a path
/// that tells of a bid before its time, a person's number), and nobody debugs from a request's exception that the
/// worker or the store does not report too.
/// </summary>
public class FailureHandler(ILogger<FailureHandler> logger) : IExceptionHandler
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
            IsOfTheStore(exception) ? Problems.LogFailed : Problems.OfStatus(StatusCodes.Status500InternalServerError)
        ).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Whether a store did not answer: the same request may be sent again.</summary>
    protected virtual bool IsOfTheStore(Exception exception) =>
        exception is SqliteException or DbUpdateException or IOException;
}
