using System.Globalization;
using System.Text;
using Trading.Gateway.Notices;

namespace Trading.Gateway.Http;

/// <summary>
/// What an operator sees: counts alone. Nobody signs in, because there is nothing to do and nobody to see.
/// </summary>
internal static class StatusEndpoints
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/status", (NoticeStore store) => TypedResults.Ok(store.Count()));
        routes.MapGet("/", Page).ExcludeFromDescription();
    }

    private static IResult Page(HttpContext context, NoticeStore store)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(PageOf(store.Count()), "text/html; charset=utf-8", Encoding.UTF8);
    }

    private static string PageOf(NoticeCounts counts)
    {
        (string Chinese, string English, int Count)[] rows =
        [
            ("正在联系", "under way", counts.UnderWay),
            ("暂时无法呼叫", "provider out of reach", counts.OutOfReach),
            ("确认参加", "confirmed", counts.Confirmed),
            ("不能参加", "declined", counts.Declined),
            ("无人应答", "no answer", counts.Silent),
            ("已通知不必到场", "called off", counts.CalledOff),
            ("尚未报给平台", "not yet told to the platform", counts.Untold),
        ];
        var table = string.Concat(
            rows.Select(row =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<tr><th scope=\"row\">{row.Chinese} <span lang=\"en\">{row.English}</span></th>"
                        + $"<td>{row.Count}</td></tr>"
                )
            )
        );
        return $$"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="5"><title>通知网关 · Notice gateway</title>
            <style>
            body { font: 18px/1.6 sans-serif; max-width: 36em; margin: 2em auto; padding: 0 1em; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; font-weight: normal; padding: .4em 0; border-bottom: 1px solid #bbb; }
            td { text-align: right; font-variant-numeric: tabular-nums; font-weight: bold; }
            span { color: #555; font-size: 15px; }
            </style>
            </head>
            <body><h1>通知网关 <span lang="en">Notice gateway</span></h1><table>{{table}}</table></body>
            </html>
            """;
    }
}
