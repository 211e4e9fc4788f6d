/* An answer on its way out: its headers, its body handed over and never copied. */
#ifndef SERVICE_HTTP_REPLY_H
#define SERVICE_HTTP_REPLY_H

#include "service/http/request.h"

/** Takes the answer, also on failure. `last`: no further request on this connection. */
enum MHD_Result reply_send(struct MHD_Connection *connection, struct request *request,
                           struct answer *answer, bool last);

/** What a browser asks before it asks (CORS), and anyone about any resource. */
enum MHD_Result reply_options(struct MHD_Connection *connection, struct request *request,
                              bool last);

#endif
