using Trading.Edge.Requests;

namespace Trading.Edge.SignIn;

/// <summary>
/// Changes are asked for by our own pages or by programs, never by a page of somewhere else: browsers say with every
/// request where it comes from. A session's ticket already keeps others out; this keeps them from the sign-in, too.
/// </summary>
public sealed class OwnPagesOnly(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsLooking(context.Request.Method) && IsOfElsewhere(context.Request))
        {
            await Problems.NotAllowed.ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    private static bool IsLooking(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static bool IsOfElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is not ("" or "same-origin")
            || (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}");
    }
}
