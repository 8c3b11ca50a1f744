using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Edge.Requests;

namespace Trading.Edge.Hosting;

/// <summary>
/// What processes that stand in for a foreign device or provider have in common: bodies are judged before they are
/// used, what cannot be read is told as a problem, and a page without a script sends forms.
/// </summary>
public static class StandInShell
{
    /// <summary>The content security policy of a page of buttons.</summary>
    public const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>A process for these addresses that takes bodies of at most so many bytes.</summary>
    public static WebApplicationBuilder Builder(string urls, int mostBytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder
            .WebHost.UseUrls(urls)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = mostBytes;
            });
        builder.Logging.ForEdge();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
            )
        );
        builder.Services.AddStrictRequests().AddExceptionHandler<FailureHandler>().AddProblemDetails();
        return builder;
    }

    /// <summary>Failures and refusals become problems, and bodies are judged from here on.</summary>
    public static void UseStandIn(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context =>
            Problems.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext)
        );
        app.UseRouting();
        app.UseStrictRequests();
    }

    /// <summary>The form of a button of the own page; a refusal where another page sends it, or it is none.</summary>
    public static async Task<(IFormCollection? Form, IResult? Refused)> PressedAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
            return (null, Results.StatusCode(StatusCodes.Status403Forbidden));
        if (!request.HasFormContentType)
            return (null, Problems.Malformed("A form is expected."));
        try
        {
            return (await request.ReadFormAsync(), null);
        }
        catch (InvalidDataException)
        {
            return (null, Problems.Malformed("The form cannot be read."));
        }
    }
}
