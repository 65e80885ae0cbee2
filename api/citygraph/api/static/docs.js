// Shows /openapi.json with swagger-ui; no validator, so no other server is asked.
"use strict";
const place = document.getElementById("api");
window.ui = SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  validatorUrl: null,
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
});
